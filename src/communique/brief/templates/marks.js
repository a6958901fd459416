(function () {
  "use strict";
  /* Marking wrong lines. A mark is a correction as `communique corrections` reads it; nothing leaves the page but a
     file that the reader saves. Words and anchors come from the page's data, never from what is shown. */
  var doc = document, STORE = "communique-marks";
  var data = JSON.parse(doc.getElementById("marking").textContent);
  var box = doc.getElementById("mark"), form = doc.getElementById("mark-form"), said = doc.getElementById("said");
  var save = doc.getElementById("marks-save"), trouble = doc.getElementById("mark-trouble");
  var all = function (selector, scope) { return Array.prototype.slice.call((scope || doc).querySelectorAll(selector)); };
  var field = function (name) { return doc.getElementById("mark-" + name); };
  var has = function (object, key) { return Object.prototype.hasOwnProperty.call(object, key); };
  var open = null, opener = null, kept = true, saidTimer = 0;
  var marks = load();

  /* What is kept: {who, marks: {"subject id kind": annotation}}, in this browser where it allows that. */
  function load() {
    try {
      var found = JSON.parse(localStorage.getItem(STORE) || "{}");
      return { who: String(found.who || ""), marks: found.marks && typeof found.marks === "object" ? found.marks : {} };
    } catch (error) { return { who: "", marks: {} }; }
  }
  function keep() {
    try { localStorage.setItem(STORE, JSON.stringify(marks)); kept = true; } catch (error) { kept = false; }
  }
  function tell(text) {
    said.textContent = text;
    clearTimeout(saidTimer);
    saidTimer = setTimeout(function () { said.textContent = ""; }, 4000);
  }

  /* Lines. A line of the first screen stands for the finding whose label it shows. */
  function labelOf(element) {
    var line = element && element.closest(".also[id], .stmt, .item");
    if (!line) return null;
    if (has(data.lines, line.id)) return line.id;
    var link = all("a.lab", line).map(function (a) { return a.hash.slice(1); }).filter(function (l) { return has(data.lines, l); })[0];
    return link || null;
  }
  function keyOf(label, kind) { return data.lines[label].i + " " + kind; }
  function kindsOf(label) {
    return all("fieldset[data-subject='" + data.lines[label].s + "'] input", form).map(function (radio) { return radio.value; });
  }
  function marksOf(label) {
    return kindsOf(label).filter(function (kind) { return has(marks.marks, keyOf(label, kind)); });
  }
  function target(row) {
    var w = data.words[row[0]];
    var out = {
      type: "SpecificResource", source: "urn:communique:article:" + w[0], part: row[1],
      selector: [
        { type: "TextPositionSelector", start: w[1], end: w[2] },
        { type: "TextQuoteSelector", exact: w[3], prefix: w[4], suffix: w[5] }
      ]
    };
    if (w[6]) out.url = w[6];
    if (w[7]) out.path = w[7];
    return out;
  }
  function wordsOf(label, part) {
    return data.lines[label].w.filter(function (row) { return row[1] === part; })
      .map(function (row) { return data.words[row[0]][3]; }).join(" … ");
  }

  /* The dialog. */
  function chosen() {
    var radio = open && form.querySelector("fieldset:not([hidden]) input:checked");
    return radio ? radio.value : "";
  }
  function start(label, from) {
    if (!box.showModal || box.open) return;
    var line = data.lines[label], already = marksOf(label);
    open = label;
    opener = from;
    field("label").textContent = label;
    field("words").textContent = (wordsOf(label, line.s === "statement" ? "content" : "") || label).slice(0, 400);
    all("fieldset", form).forEach(function (set) { set.hidden = set.getAttribute("data-subject") !== line.s; });
    var radios = all("fieldset:not([hidden]) input", form);
    radios.forEach(function (radio, n) { radio.checked = already.length ? radio.value === already[0] : n === 0; });
    field("who").value = marks.who;
    fill();
    box.showModal();
    (radios.filter(function (radio) { return radio.checked; })[0] || field("why")).focus();
  }
  function fill() {
    var kind = chosen(), mark = marks.marks[keyOf(open, kind)], before = data.lines[open].b || {};
    var after = mark ? mark.body[0].after : null;
    var shown = kind === "event-date" || kind === "published" ? "date" : kind;
    all("[data-kind]", form).forEach(function (p) { p.hidden = p.getAttribute("data-kind") !== shown; });
    field("speaker").value = after && kind === "speaker" ? after.speaker || after.speaker_description || "" : "";
    field("speaker-kind").value = (after && kind === "speaker" && after.speaker_kind) || "named";
    field("form-right").value = (kind === "form" && after) || before.form || "direct";
    field("act").value = (kind === "act" && after) || before.act || "assert";
    field("stance").value = (kind === "stance" && after) || before.stance || "unclear";
    field("outcome").value = (kind === "outcome" && after && after.status) || before.status || "open";
    field("date").value = shown === "date" && after ? after : "";
    field("outlet").value = kind === "outlet" && after ? after : "";
    field("why").value = mark && mark.body[1] ? mark.body[1].value : "";
    field("remove").hidden = !mark;
    trouble.textContent = "";
  }
  function rightAnswer(kind) {
    var name = field("speaker").value.trim(), who = field("speaker-kind").value;
    if (kind === "speaker") {
      if (!name) return { speaker: null, speaker_kind: who === "unnamed" ? "unnamed" : "unknown" };
      if (who === "unnamed") return { speaker: null, speaker_kind: who, speaker_description: name };
      return { speaker: name, speaker_kind: who === "unknown" ? "named" : who };
    }
    if (kind === "form") return field("form-right").value;
    if (kind === "act" || kind === "stance") return field(kind).value;
    if (kind === "outcome") return { status: field("outcome").value };
    if (kind === "event-date" || kind === "published") return field("date").value.trim() || null;
    if (kind === "outlet") return field("outlet").value.trim() || null;
    return null;
  }
  function wrong(kind, after) {
    if (!kind) return "Say what is wrong.";
    if (!field("who").value.trim()) return "Your name is missing: it is kept with the mark.";
    var day = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
    if ((kind === "event-date" || kind === "published") && after && !day.test(after)) {
      return "“" + after + "” is not a date such as 2031-03-05, 2031-03 or 2031.";
    }
    var before = data.lines[open].b || {};
    if (has(before, kind) && before[kind] === after) return "That is what the line says already.";
    if (kind === "speaker" && after.speaker && after.speaker === before.speaker) return "That is what the line says already.";
    return "";
  }
  function mark() {
    var kind = chosen(), after = kind ? rightAnswer(kind) : null, problem = wrong(kind, after);
    trouble.textContent = problem;
    if (problem) return;
    var line = data.lines[open], before = Object.assign({}, line.b), why = field("why").value.trim();
    if (line.s === "statement") before.text = wordsOf(open, "content");
    var body = [{ type: "communique:Correction", kind: kind, subject: line.s, subject_id: line.i, before: before, after: after }];
    if (why) body.push({ type: "TextualBody", purpose: "commenting", format: "text/plain", value: why });
    marks.who = field("who").value.trim();
    marks.marks[keyOf(open, kind)] = {
      type: "Annotation", motivation: kind === "reject" ? "assessing" : "editing",
      creator: { type: "Person", name: marks.who }, created: new Date().toISOString(),
      body: body, target: line.w.map(target)
    };
    keep();
    var label = open;
    close();
    show();
    tell(kept ? label + " is marked. Save the marks when you are done." : label + " is marked. This browser keeps nothing: save the marks before you close the page.");
  }
  function close() {
    box.close();
  }
  box.addEventListener("close", function () {
    open = null;
    if (opener && opener.focus) opener.focus({ preventScroll: true });
  });

  /* What is marked shows at its line and beside the search. */
  function describe(annotation) {
    var body = annotation.body[0], after = body.after;
    var radio = form.querySelector("fieldset[data-subject='" + body.subject + "'] input[value='" + body.kind + "']");
    var text = radio ? radio.parentNode.textContent.trim() : body.kind;
    var right = after && typeof after === "object" ? after.speaker || after.speaker_description || after.status || after.speaker_kind : after;
    return text + (right ? " → " + right : "");
  }
  function show() {
    var count = 0;
    all(".mnote").forEach(function (note) { note.remove(); });
    all(".marked").forEach(function (line) { line.classList.remove("marked"); });
    Object.keys(data.lines).forEach(function (label) {
      var found = marksOf(label), line = doc.getElementById(label);
      count += found.length;
      if (!found.length || !line) return;
      line.classList.add("marked");
      found.forEach(function (kind) {
        var note = doc.createElement("p");
        note.className = "mnote";
        note.textContent = "Marked wrong: " + describe(marks.marks[keyOf(label, kind)]);
        line.appendChild(note);
      });
    });
    doc.getElementById("marks-count").textContent = count ? String(count) : "";
    save.hidden = !count;
  }
  function download() {
    var items = [];
    Object.keys(data.lines).forEach(function (label) {
      marksOf(label).forEach(function (kind) {
        var annotation = marks.marks[keyOf(label, kind)];
        if (items.indexOf(annotation) < 0) items.push(annotation);
      });
    });
    var text = JSON.stringify({ "@context": "http://www.w3.org/ns/anno.jsonld", type: "AnnotationPage", schema_version: 1, items: items }, null, 1);
    var link = doc.createElement("a"), url = URL.createObjectURL(new Blob([text + "\n"], { type: "application/json" }));
    link.href = url;
    link.download = "communique-marks.json";
    doc.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(url); }, 10000);
    tell(items.length + (items.length === 1 ? " mark" : " marks") + " saved as communique-marks.json.");
  }

  /* Buttons and the key. Inside the dialog no key of the page moves anything. */
  doc.addEventListener("click", function (event) {
    var button = event.target.closest("button.mk"), label = button && labelOf(button);
    if (label) start(label, button);
  });
  doc.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key !== "x" || typing || event.ctrlKey || event.metaKey || event.altKey || doc.querySelector("dialog[open]")) return;
    if (!doc.getElementById("keys-on").checked) return;
    var label = labelOf(doc.activeElement);
    event.preventDefault();
    if (label) start(label, doc.activeElement); else tell("Nothing to mark: move to a line with j or k first.");
  });
  box.addEventListener("keydown", function (event) { event.stopPropagation(); });
  form.addEventListener("change", function (event) { if (event.target.type === "radio") fill(); });
  form.addEventListener("submit", function (event) { event.preventDefault(); mark(); });
  field("cancel").addEventListener("click", close);
  field("remove").addEventListener("click", function () {
    delete marks.marks[keyOf(open, chosen())];
    keep();
    close();
    show();
    tell("The mark is removed.");
  });
  save.addEventListener("click", download);
  show();
}());
