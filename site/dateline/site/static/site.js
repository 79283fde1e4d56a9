// Comfort only: every page works without this file.
(() => {
  "use strict";
  const typing = (element) => element && (element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(document.activeElement)) return;
    const box = document.querySelector("input[type=search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  const box = document.getElementById("q");
  if (box) completing(box);

  function completing(box) {
    const list = document.createElement("ul");
    list.id = "completions";
    list.className = "completions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Ways to go on");
    list.hidden = true;
    box.after(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]])
      box.setAttribute(name, value);
    let asked = "", timer = 0, chosen = -1;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };
    const choose = (index) => {
      const options = [...list.children];
      chosen = (index + options.length + 1) % (options.length + 1);
      if (chosen === options.length) chosen = -1;
      options.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
      if (chosen < 0) box.removeAttribute("aria-activedescendant");
      else box.setAttribute("aria-activedescendant", options[chosen].id);
    };
    const take = (option) => {
      box.value = option.dataset.query + " ";
      close();
      box.focus();
    };
    const show = (found) => {
      list.replaceChildren(...found.map((item, place) => {
        const option = document.createElement("li");
        option.id = `completion-${place}`;
        option.dataset.query = item.query;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const name = document.createElement("span");
        name.dir = "auto";
        name.textContent = item.label;
        const note = document.createElement("span");
        note.className = "n";
        note.textContent = item.kind === "word" ? String(item.count) : `${item.kind}, ${item.count}`;
        option.append(name, " ", note);
        option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
        return option;
      }));
      chosen = -1;
      list.hidden = !found.length;
      box.setAttribute("aria-expanded", String(found.length > 0));
    };
    box.addEventListener("input", () => {
      clearTimeout(timer);
      asked = box.value;
      if (!/[^\s"():-]{2}$/.test(asked)) { close(); return; }
      timer = setTimeout(async () => {
        try {
          const answer = await fetch(`/api/suggest?q=${encodeURIComponent(asked)}`);
          if (answer.ok && asked === box.value) show(await answer.json());
        } catch { close(); }
      }, 120);
    });
    box.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? list.children.length - 1 : chosen - 1); }
      else if (event.key === "Escape") { event.preventDefault(); close(); }
      else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
    });
    box.addEventListener("blur", close);
    box.form.addEventListener("submit", () => clearTimeout(timer));
  }

  document.querySelectorAll("form[data-tidy]").forEach((form) =>
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
    })
  );
})();
