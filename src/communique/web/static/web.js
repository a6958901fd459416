(function () {
  "use strict";
  var doc = document, root = doc.documentElement;
  root.classList.add("js");
  var main = doc.getElementById("main"), said = doc.getElementById("said"), find = doc.getElementById("find");
  var csrf = doc.querySelector("meta[name=csrf]").content;
  var current = null, toastTimer = 0, busy = false;
  var all = function (selector, scope) { return Array.prototype.slice.call((scope || doc).querySelectorAll(selector)); };

  /* Telling: one polite line at the foot of the page. */
  function tell(text) {
    said.textContent = text;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(function () { said.textContent = ""; }, 4000);
  }

  /* Copying: the words as they stand, quotation marks only around words that have none. */
  function quoted(text) {
    var p = text.trim();
    if (/^[“"„«]/.test(p) && /[”"»“][.,;!?]*$/.test(p) && !/[“„«]/.test(p.slice(1))) return p;
    return /[“”]/.test(p) ? '"' + p + '"' : "“" + p + "”";
  }
  function itemText(item) {
    return all(".ev[data-cite]", item).map(function (ev) {
      return quoted(ev.querySelector(".w").textContent) + " — " + ev.getAttribute("data-cite");
    }).join("\n");
  }
  function copy(text) {
    if (!text) { tell("Nothing to copy: move to a line with j or k first."); return; }
    var done = function () { tell("Copied with its source."); };
    var failed = function () { tell("This browser does not allow copying; select the words instead."); };
    if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text).then(done, failed);
    else failed();
  }

  /* Moving. */
  function lines() { return all(".item", main).filter(function (el) { return el.getClientRects().length > 0; }); }
  function go(item) {
    current = item;
    if (!item.hasAttribute("tabindex")) item.setAttribute("tabindex", "-1");
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }
  function step(by) {
    var list = lines();
    if (!list.length) return;
    var at = list.indexOf(current);
    if (at < 0) {
      var first = list.findIndex(function (el) { return el.getBoundingClientRect().bottom > 60; });
      at = by > 0 ? Math.max(first, 0) - 1 : Math.max(first, 0);
    }
    go(list[Math.min(Math.max(at + by, 0), list.length - 1)]);
  }
  function need(what) {
    if (current && current.hasAttribute("data-several")) {
      tell("This name is in several stories: open it in one of them first.");
      return null;
    }
    if (current && (!what || current.getAttribute("data-subject") === what)) return current;
    tell(what ? "Move to " + (what === "actor" ? "an actor" : "a " + what) + " with j or k first." : "Move to a line with j or k first.");
    return null;
  }

  /* Sending a form and showing the page as the server now has it; without script the same forms load it whole. */
  function send(path, values) {
    if (busy) return Promise.resolve(null);
    busy = true;
    var body = new URLSearchParams(values);
    body.set("csrf", csrf);
    return fetch(path, { method: "POST", body: body, headers: { Accept: "application/json" }, credentials: "same-origin" })
      .then(function (answer) {
        return answer.json().then(function (value) {
          if (!answer.ok) throw new Error(value.error || "It was not carried out.");
          return refresh().then(function () { return value; });
        });
      })
      .catch(function (error) { tell(error.message); return null; })
      .then(function (value) { busy = false; return value; });
  }
  function refresh() {
    var id = current && current.id, list = lines(), at = list.indexOf(current);
    return fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } })
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("main");
        if (!fresh) return;
        var top = window.scrollY;
        main.replaceChildren.apply(main, Array.prototype.slice.call(fresh.childNodes).map(function (n) { return doc.adoptNode(n); }));
        window.scrollTo(0, top);
        var again = id && doc.getElementById(id);
        var left = lines();
        if (again || left.length) go(again || left[Math.min(Math.max(at, 0), left.length - 1)]);
      });
  }
  function decide(kind) {
    var item = need();
    if (!item || !item.getAttribute("data-id")) return;
    var values = { kind: kind, subject: item.getAttribute("data-subject"), subject_id: item.getAttribute("data-id") };
    values.later = "1";
    if (item.hasAttribute("data-story")) values.story = item.getAttribute("data-story");
    send("/corrections", values).then(done(kind === "accept" ? "Accepted." : "Rejected."));
  }
  function done(words) {
    return function (made) {
      if (!made) return;
      if (made.waiting) { tell(words + " It is laid over the record in a moment; u takes it back."); settle(); }
      else tell((made.count > 1 ? made.count + " lines corrected." : words) + " u undoes it.");
    };
  }
  /* Until the record has what was kept, the page asks now and then, and shows it then. */
  var settling = 0;
  function settle() {
    clearTimeout(settling);
    settling = setTimeout(function () {
      fetch("/api/session", { credentials: "same-origin" })
        .then(function (answer) { return answer.json(); })
        .then(function (value) {
          if (value.waiting) settle();
          else if (!doc.querySelector("dialog[open]") && !/^(INPUT|TEXTAREA|SELECT)$/.test(doc.activeElement.tagName)) refresh();
        })
        .catch(settle);
    }, 1500);
  }
  function undo() { send("/corrections/undo", {}).then(function (undone) { if (!undone) return; tell(undone.waiting ? "Noted: it is undone in a moment." : "Undone."); if (undone.waiting) settle(); }); }

  /* Questions: one small dialogue, built from text, never from markup. */
  function make(tag, attributes, text) {
    var el = doc.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { el.setAttribute(name, attributes[name]); });
    if (text) el.textContent = text;
    return el;
  }
  function ask(title, words, fields, send_) {
    var box = make("dialog", { "class": "prompt", "aria-label": title });
    var form = make("form", { method: "dialog" });
    form.appendChild(make("h2", {}, title));
    if (words) form.appendChild(make("p", { "class": "w", dir: "auto" }, words));
    fields.forEach(function (f) { form.appendChild(f); });
    var row = make("p", { "class": "row2" });
    row.appendChild(make("button", { type: "submit", value: "ok" }, "Change"));
    var no = make("button", { type: "button" }, "Cancel");
    row.appendChild(no);
    form.appendChild(row);
    box.appendChild(form);
    doc.body.appendChild(box);
    no.addEventListener("click", function () { box.close(); });
    form.addEventListener("submit", function () { box.setAttribute("data-sent", ""); });
    box.addEventListener("close", function () {
      var sent = box.hasAttribute("data-sent");
      var values = new FormData(form);
      box.remove();
      if (current) current.focus({ preventScroll: true });
      if (sent) send_(values);
    });
    complete(box);
    box.showModal();
    var first = form.querySelector("input, textarea, select");
    if (first) { first.focus(); if (first.select) first.select(); }
  }
  function field(label, attributes, list) {
    var el = make("label", {}, label + " ");
    el.appendChild(make("input", attributes));
    if (list) el.appendChild(make("datalist", { id: list }));
    return el;
  }
  function speaker() {
    var item = need("statement");
    if (!item) return;
    var name = item.getAttribute("data-speaker");
    var fields = [field("Speaker", { name: "after", value: name, list: "ask-list", "data-complete": "ask-list", autocomplete: "off", maxlength: "300" }, "ask-list")];
    if (name) {
      var every = make("label", { "class": "check" });
      every.appendChild(make("input", { type: "checkbox", name: "all", value: "1" }));
      every.appendChild(doc.createTextNode(" for every statement of " + name + " in this story"));
      fields.push(every);
    }
    ask("Who said it?", item.querySelector(".w").textContent, fields, function (values) {
      var sent = { kind: "speaker", subject: "statement", subject_id: item.getAttribute("data-id"), after: values.get("after") };
      if (values.get("all")) sent.all = "1";
      send("/corrections", sent).then(done("Corrected."));
    });
  }
  function merge() {
    var item = need("actor");
    if (!item) return;
    var others = lines().filter(function (el) { return el !== item && el.getAttribute("data-subject") === "actor"; });
    var list = make("datalist", { id: "merge-list" }), known = {};
    others.forEach(function (el) { known[el.getAttribute("data-name")] = el.getAttribute("data-id"); list.appendChild(make("option", { value: el.getAttribute("data-name") })); });
    var other = field("is the same as", { name: "other", list: "merge-list", autocomplete: "off", required: "" });
    other.appendChild(list);
    var name = field("under the name", { name: "after", value: item.getAttribute("data-name"), autocomplete: "off", maxlength: "300" });
    ask("Merge " + item.getAttribute("data-name"), "", [other, name], function (values) {
      var id = known[values.get("other")];
      if (!id) { tell("Choose one of the actors on this page; others from the actor's own page."); return; }
      send("/corrections", { kind: "merge-actors", subject: "actor", subject_id: item.getAttribute("data-id"), other: id, after: values.get("after") })
        .then(done("Merged."));
    });
  }

  /* Which words: a statement's own, what became of a promise, a statement that was missed. */
  function area(label, attributes, value) {
    var el = make("label", {}, label + " "), box = make("textarea", attributes);
    box.value = value || "";
    el.appendChild(box);
    return el;
  }
  function place(item) {
    var link = item.querySelector("a.jump"), match = link && /[?&]at=(\d+)/.exec(link.getAttribute("href"));
    return match ? match[1] : "";
  }
  function extent() {
    var item = need("statement");
    if (!item) return;
    if (item.querySelector(".w details")) { location.href = item.getAttribute("data-link") + "#correct"; return; }
    var words = area("The words as they stand in the article; pieces joined by “ … ”", { name: "words", rows: "6", required: "", dir: "auto", maxlength: "20000" }, item.querySelector(".w").textContent);
    ask("Which words?", "", [words, field("Why", { name: "why", maxlength: "400", autocomplete: "off", placeholder: "optional" })], function (values) {
      send("/corrections", { kind: "span", subject: "statement", subject_id: item.getAttribute("data-id"), words: values.get("words"), why: values.get("why"), near: place(item) }).then(done("Corrected."));
    });
  }
  function became() {
    var item = need("forward");
    if (!item) return;
    var label = make("label", {}, "It is "), choice = make("select", { name: "after" });
    ["open", "kept", "broken", "superseded", "overdue", "unclear"].forEach(function (status) { choice.appendChild(make("option", { value: status }, status)); });
    choice.value = item.getAttribute("data-status") || "open";
    label.appendChild(choice);
    var words = area("Later words that tell it (for kept, broken, superseded)", { name: "words", rows: "4", dir: "auto", maxlength: "20000" });
    ask("What became of it?", item.querySelector(".w").textContent, [label, words, field("Why", { name: "why", maxlength: "400", autocomplete: "off", placeholder: "optional" })], function (values) {
      send("/corrections", { kind: "outcome", subject: "forward", subject_id: item.getAttribute("data-id"), after: values.get("after"), words: values.get("words"), why: values.get("why") }).then(done("Corrected."));
    });
  }
  var text = doc.querySelector(".reader .text"), missed = doc.getElementById("missed"), pick = null;
  function selected() {
    var chosen = window.getSelection();
    if (!text || !chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
    var range = chosen.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    var copy = doc.createElement("div");
    copy.appendChild(range.cloneContents());
    all("sup.back, .zl", copy).forEach(function (el) { el.remove(); });
    all("p", copy).forEach(function (el) { el.appendChild(doc.createTextNode("\n")); });
    var before = all("[data-o]", text).filter(function (el) { return range.comparePoint(el, 0) <= 0; }).pop();
    var words = copy.textContent.replace(/\s+/g, " ").trim();
    return words ? { words: words, near: before ? before.getAttribute("data-o") : "" } : null;
  }
  function add() {
    if (!missed) { tell("Open an article first; then select the words and press n."); return; }
    var chosen = selected();
    doc.getElementById("correct").open = true;
    if (chosen) {
      missed.elements.words.value = chosen.words;
      missed.elements.near.value = chosen.near;
    }
    unpick();
    missed.scrollIntoView({ block: "center" });
    (chosen ? missed.elements.after : missed.elements.words).focus();
  }
  function unpick() { if (pick) { pick.remove(); pick = null; } }
  if (text && missed) {
    doc.addEventListener("selectionchange", function () {
      var chosen = selected();
      if (!chosen) { unpick(); return; }
      if (!pick) {
        pick = make("button", { type: "button", "class": "pick" }, "Add as a statement (n)");
        pick.addEventListener("mousedown", function (event) { event.preventDefault(); add(); });
        doc.body.appendChild(pick);
      }
    });
  }

  /* Completion from the names the workspace knows. */
  function complete(scope) {
    all("input[data-complete]", scope).forEach(function (input) {
      if (input.hasAttribute("data-ready")) return;
      input.setAttribute("data-ready", "");
      var waiting = 0;
      input.addEventListener("input", function () {
        clearTimeout(waiting);
        waiting = setTimeout(function () {
          if (input.value.trim().length < 2) return;
          fetch("/api/names?q=" + encodeURIComponent(input.value.trim()), { credentials: "same-origin" })
            .then(function (answer) { return answer.ok ? answer.json() : { names: [] }; })
            .then(function (value) {
              var list = doc.getElementById(input.getAttribute("data-complete"));
              if (list) list.replaceChildren.apply(list, value.names.map(function (n) { return make("option", { value: n }); }));
            });
        }, 120);
      });
    });
  }

  /* Jobs that run are asked after; their numbers are the server's. */
  function watch() {
    all(".job[data-job]").forEach(function (box) {
      if (/^(done|failed)$/.test(box.getAttribute("data-state"))) return;
      setTimeout(function () {
        fetch("/api/jobs/" + encodeURIComponent(box.getAttribute("data-job")), { credentials: "same-origin" })
          .then(function (answer) { return answer.json(); })
          .then(function (job) {
            if (job.state !== box.getAttribute("data-state")) { location.reload(); return; }
            var stage = box.querySelector(".jstage"), bar = box.querySelector("progress");
            if (job.state === "running") stage.textContent = (job.stage || "starting") + (job.total ? ": " + job.done + " of " + job.total : job.done ? ": " + job.done : "");
            if (bar && job.total) { bar.max = job.total; bar.value = job.done; } else if (bar) { bar.removeAttribute("value"); }
            watch();
          })
          .catch(function () { setTimeout(watch, 3000); });
      }, 1000);
    });
  }

  /* Keys. They can be switched off in the help, and never fire while somebody types. */
  function keysOn() { try { return localStorage.getItem("communique-keys") !== "off"; } catch (error) { return true; } }
  var actions = {
    "/": function () { find.focus(); find.select(); },
    j: function () { step(1); },
    k: function () { step(-1); },
    o: function () { var item = need(), link = item && item.querySelector("a.jump"); if (link) link.click(); },
    b: function () { history.back(); },
    a: function () { decide("accept"); },
    r: function () { decide("reject"); },
    s: speaker,
    e: extent,
    w: became,
    n: add,
    m: merge,
    u: undo,
    c: function () { copy(current ? itemText(current) : ""); },
    "?": function () { location.href = "/help"; }
  };
  doc.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && doc.activeElement === find) { find.blur(); return; }
    var target = event.target;
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && target.type !== "checkbox";
    if (typing || doc.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && target === current && current && current.getAttribute("data-link")) {
      location.href = current.getAttribute("data-link");
      return;
    }
    var action = actions[event.key];
    if (action && (keysOn() || event.key === "?")) { event.preventDefault(); action(); }
  });
  doc.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button.cp");
    if (button) copy(itemText(button.closest(".item")));
    var decision = event.target.closest && event.target.closest("button[form=decide]");
    if (decision) { event.preventDefault(); current = decision.closest(".item"); decide(decision.name); return; }
    var item = event.target.closest && event.target.closest(".item");
    if (item) current = item;
  });
  doc.addEventListener("focusin", function (event) {
    var item = event.target.closest && event.target.closest(".item");
    if (item) current = item;
  });

  var toggle = doc.getElementById("keys-on");
  if (toggle) {
    toggle.checked = keysOn();
    toggle.addEventListener("change", function () { try { localStorage.setItem("communique-keys", toggle.checked ? "on" : "off"); } catch (error) { tell("This browser keeps no settings."); } });
  }
  var drop = doc.querySelector(".drop"), files = doc.getElementById("files");
  if (drop && files) {
    drop.addEventListener("dragover", function (event) { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", function () { drop.classList.remove("over"); });
    drop.addEventListener("drop", function (event) { event.preventDefault(); drop.classList.remove("over"); files.files = event.dataTransfer.files; });
  }
  var here = doc.querySelector(".toc [aria-current]"), strip = doc.querySelector(".toc");
  if (here && strip.scrollWidth > strip.clientWidth) strip.scrollLeft = here.offsetLeft - strip.clientWidth / 3;
  var target = location.hash && doc.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.classList.contains("item")) go(target);
  var opened = doc.getElementById("correct");
  if (opened && opened.tagName === "DETAILS") {
    if (location.hash === "#correct") opened.open = true;
    all("a[href='#correct']").forEach(function (link) { link.addEventListener("click", function () { opened.open = true; }); });
  }
  complete(doc);
  watch();
}());
