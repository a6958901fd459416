(function () {
  "use strict";
  var doc = document, root = doc.documentElement;
  root.classList.add("js");
  var find = doc.getElementById("find"), found = doc.getElementById("found"), said = doc.getElementById("said");
  var help = doc.getElementById("help"), keysOn = doc.getElementById("keys-on");
  var main = doc.getElementById("main");
  var current = null, cameFrom = null, toastTimer = 0;
  var all = function (selector, scope) { return Array.prototype.slice.call((scope || doc).querySelectorAll(selector)); };

  /* Telling: one polite line at the foot of the page. */
  function tell(text) {
    said.textContent = text;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(function () { said.textContent = ""; }, 2600);
  }

  /* Copying. Words are taken as they stand; quotation marks are added only around words that have none. */
  function words(ev) {
    return ev.querySelector(".w").textContent.trim();
  }
  function enclosed(text) {
    return text.split(" … ").every(function (piece) {
      var p = piece.trim(), end = p.length;
      while (end > 0 && ".,;!?".indexOf(p[end - 1]) >= 0) end -= 1;
      p = p.slice(0, end);
      return p.length > 2 && "“\"„«".indexOf(p[0]) >= 0 && "”\"»“".indexOf(p[p.length - 1]) >= 0 && !/[“„«]/.test(p.slice(1));
    });
  }
  function quoted(text) {
    if (enclosed(text)) return text;
    return /[“”]/.test(text) ? '"' + text + '"' : "“" + text + "”";
  }
  function withSource(ev) { return quoted(words(ev)) + " — " + ev.getAttribute("data-cite"); }
  function itemText(item) {
    var own = all(".ev[data-cite]", item).filter(function (ev) {
      return item.classList.contains("stmt") ? ev.parentNode === item : true;
    });
    return own.map(withSource).join("\n");
  }
  function selectedText() {
    var selection = doc.getSelection();
    var text = selection ? selection.toString().trim() : "";
    if (!text) return "";
    var node = selection.getRangeAt(0).startContainer;
    var par = (node.nodeType === 1 ? node : node.parentNode).closest(".par");
    if (!par) return "";
    var box = par.closest(".text"), number = par.getAttribute("data-n");
    var range = selection.getRangeAt(0).cloneContents();
    all("sup.back, .zl", range).forEach(function (el) { el.remove(); });
    var clean = range.textContent.trim();
    return quoted(clean) + " — " + box.getAttribute("data-cite") + (number ? ", paragraph " + number : "");
  }
  function copy(text, what) {
    if (!text) { tell("Nothing to copy: move to a line with j or k first."); return; }
    var done = function () { tell(what || "Copied with its source."); };
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(text).then(done, function () { oldCopy(text, done); });
    } else { oldCopy(text, done); }
  }
  function oldCopy(text, done) {
    var area = doc.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "vh";
    doc.body.appendChild(area);
    area.select();
    var ok = false;
    try { ok = doc.execCommand("copy"); } catch (error) { ok = false; }
    area.remove();
    if (ok) done(); else tell("This reader does not allow copying; select the words instead.");
  }
  function memoText(list) {
    var out = [doc.querySelector("h1").textContent.trim(), doc.querySelector(".sub").textContent.trim(), ""];
    all(".row", list).forEach(function (row) {
      var title = row.querySelector("dt").textContent.trim().toUpperCase();
      all(".line", row).forEach(function (line) {
        if (line.classList.contains("nocopy")) return;
        var clone = line.cloneNode(true);
        all(".nocopy, .ext", clone).forEach(function (el) { el.remove(); });
        all("q.w", clone).forEach(function (q) { q.textContent = quoted(q.textContent.trim()); });
        var text = clone.textContent.replace(/\s+/g, " ").replace(/\( /g, "(").replace(/ \)/g, ")").trim();
        out.push(title + ": " + text);
        title = "  " + row.querySelector("dt").textContent.trim();
      });
    });
    return out.join("\n");
  }
  doc.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (button && button.classList.contains("cp")) {
      copy(itemText(button.closest(".item")));
    } else if (button && button.classList.contains("cpall")) {
      copy(memoText(doc.getElementById(button.getAttribute("data-memo"))), "All lines copied.");
    }
    var link = event.target.closest("a.jump");
    if (link) { cameFrom = link.closest(".item") || cameFrom; }
    var item = event.target.closest(".item");
    if (item && !link) current = item;
  });

  /* Jumps: light up the whole stretch a line points to, and open what hides it. */
  function land() {
    all(".lit").forEach(function (el) { el.classList.remove("lit"); });
    var hash = decodeURIComponent(location.hash.slice(1));
    var target = hash && doc.getElementById(hash);
    if (!target) return;
    for (var box = target.parentNode; box && box !== doc; box = box.parentNode) {
      if (box.tagName === "DETAILS") box.open = true;
    }
    var match = /^w(\d+)-(\d+)-(\d+)$/.exec(hash);
    if (match) {
      var text = doc.getElementById("text-" + match[1]);
      var more = cameFrom && cameFrom.classList.contains("stmt") ? cameFrom.id : null;
      all("[data-o]", text).forEach(function (el) {
        var inside = +el.getAttribute("data-o") >= +match[2] && +el.getAttribute("data-e") <= +match[3];
        var piece = more && (" " + (el.getAttribute("data-s") || "") + " ").indexOf(" " + more + " ") >= 0;
        if (inside || piece) el.classList.add("lit");
      });
      target.scrollIntoView({ block: "center" });
    } else if (target.classList.contains("item") || target.classList.contains("stmt")) {
      go(target);
    }
  }
  window.addEventListener("hashchange", land);

  /* Moving. */
  function lines() {
    return all(".item, .par.hit", main).filter(function (el) {
      return el.getClientRects().length > 0;
    });
  }
  function go(item) {
    current = item;
    if (!item.hasAttribute("tabindex")) item.setAttribute("tabindex", "-1");
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    var top = item.getBoundingClientRect().top, side = doc.querySelector(".side");
    var bar = getComputedStyle(root).scrollPaddingTop.replace("px", "") || 0;
    if (side && top < +bar) window.scrollBy(0, top - bar - 8);
  }
  function step(by) {
    var list = lines();
    if (!list.length) return;
    var at = list.indexOf(current);
    if (at < 0 || (by > 0 && !onScreen(current))) {
      var first = list.findIndex(function (el) { return el.getBoundingClientRect().top >= 0; });
      at = at < 0 ? (by > 0 ? Math.max(first, 0) - 1 : first) : at;
    }
    go(list[Math.min(Math.max(at + by, 0), list.length - 1)]);
  }
  function onScreen(el) {
    var box = el.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  }

  /* Filters and search share one rule: a line is shown when both let it pass. */
  var texts = new Map();
  function plain(text) { return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }
  function textOf(el) {
    if (!texts.has(el)) texts.set(el, plain(el.textContent));
    return texts.get(el);
  }
  function apply() {
    var terms = plain(find.value).split(/\s+/).filter(Boolean);
    var passes = function (el) { return terms.every(function (term) { return textOf(el).indexOf(term) >= 0; }); };
    var count = 0, pars = 0;
    all(".item").forEach(function (item) {
      var ok = passes(item) && !item.hasAttribute("data-out");
      item.hidden = !ok;
      if (ok) count += 1;
    });
    all(".par").forEach(function (par) {
      var hit = terms.length > 0 && passes(par);
      par.classList.toggle("hit", hit);
      if (hit) pars += 1;
    });
    if (terms.length) all("details.single").forEach(function (box) { box.open = box.open || box.querySelector(".item:not([hidden])") !== null; });
    all(".voice, .cgroup, .col, .issue").forEach(function (box) {
      box.hidden = !box.querySelector(".item:not([hidden])");
    });
    all(".row, .sec").forEach(function (box) {
      box.hidden = terms.length > 0 && !box.querySelector(".item:not([hidden]), .par.hit");
    });
    all(".text").forEach(function (text) { text.hidden = terms.length > 0 && !text.querySelector(".hit"); });
    found.textContent = terms.length ? count + (count === 1 ? " line" : " lines") + ", " + pars +
      (pars === 1 ? " paragraph" : " paragraphs") + " match. j and k move." : "";
  }
  var waiting = 0;
  find.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  all("form.filters").forEach(function (form) {
    var scope = doc.getElementById(form.getAttribute("data-scope"));
    function filter() {
      var wanted = all("select", form).filter(function (s) { return s.value; });
      var items = all(".item", scope), shown = 0;
      items.forEach(function (item) {
        var ok = wanted.every(function (s) {
          return (" " + item.getAttribute("data-" + s.getAttribute("data-key")) + " ").indexOf(" " + s.value + " ") >= 0;
        });
        if (ok) { item.removeAttribute("data-out"); shown += 1; } else { item.setAttribute("data-out", ""); }
      });
      form.querySelector(".shown").textContent = wanted.length ? shown + " of " + items.length + " shown" : "";
      apply();
    }
    form.addEventListener("change", filter);
    form.addEventListener("reset", function () { setTimeout(filter, 0); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
  });

  /* Keys. They can be switched off in the help, and never fire while somebody types. */
  function openHelp() { if (help.showModal && !help.open) help.showModal(); }
  doc.getElementById("help-open").addEventListener("click", openHelp);
  doc.getElementById("help-close").addEventListener("click", function () { help.close(); });
  function open() {
    var link = current && current.querySelector("a.jump");
    if (link) { cameFrom = current; link.click(); }
  }
  function back() { if (cameFrom) { go(cameFrom); } }
  var actions = {
    "/": function () { find.focus(); find.select(); },
    j: function () { step(1); },
    k: function () { step(-1); },
    o: open,
    b: back,
    c: function () { copy(selectedText() || (current ? itemText(current) : "")); },
    "?": openHelp
  };
  doc.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !help.open) {
      if (find.value) { find.value = ""; apply(); }
      if (doc.activeElement === find) find.blur();
      return;
    }
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.target === find && event.key === "Enter") { event.preventDefault(); find.blur(); current = null; apply(); step(1); return; }
    if (typing || help.open || event.ctrlKey || event.metaKey || event.altKey) return;
    var action = actions[event.key];
    if (action && (keysOn.checked || event.key === "?")) { event.preventDefault(); action(); }
  });
  doc.addEventListener("focusin", function (event) {
    var item = event.target.closest && event.target.closest(".item");
    if (item) current = item;
  });

  /* Paper shows everything. */
  window.addEventListener("beforeprint", function () { all("details").forEach(function (d) { d.open = true; }); });
  land();
}());
