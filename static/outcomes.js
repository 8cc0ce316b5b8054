// The page where outcomes are logged. Without this script every button still works; with it rows are added in place,
// what is typed is saved by itself, and a copy stays on this device while there is no connection.
const form = document.getElementById("uitkomsten");
const state = document.getElementById("staat");
const PAUSE = 3000;
const copyKey = `uitkomsten:${location.pathname}`;
let version = form.dataset.version;
let timer = 0;
let saving = null;
let isDirty = false;
let isStuck = false;

const tell = (words) => {
  state.textContent = words;
};

// --- Saving ------------------------------------------------------------------------------------------------------
const typed = () => {
  const data = new FormData(form);
  data.delete("bestand");
  for (const name of [...data.keys()]) if (name.startsWith("voorstel-")) data.delete(name);
  return data;
};

const keepCopy = () => {
  const entries = [...typed()].filter(([name]) => name !== "csrfmiddlewaretoken");
  try {
    localStorage.setItem(copyKey, JSON.stringify(entries));
  } catch {
    // A full or forbidden store: what was typed is still on the page.
  }
};

const forgetCopy = () => {
  try {
    localStorage.removeItem(copyKey);
  } catch {
    // As above.
  }
};

const save = async ({ leaving = false } = {}) => {
  clearTimeout(timer);
  if (!isDirty || isStuck) return;
  if (saving && !leaving) {
    await saving;
    if (!isDirty || isStuck) return;
  }
  const body = typed();
  body.set("stap", "auto");
  body.set("version", version);
  isDirty = false;
  if (!leaving) tell(form.dataset.saving);
  saving = (async () => {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(body),
        keepalive: leaving,
        redirect: "manual",
        headers: { Accept: "application/json" },
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        isDirty = true;
        isStuck = true;
        keepCopy();
        tell(form.dataset.ended);
        return;
      }
      const told = await answer.json();
      if (told.clash) {
        isDirty = true;
        isStuck = true;
        keepCopy();
      } else {
        version = String(told.version);
        form.elements.version.value = version;
        if (!isDirty) forgetCopy();
      }
      tell(told.told);
    } catch {
      isDirty = true;
      keepCopy();
      tell(form.dataset.offline);
      timer = setTimeout(save, 4 * PAUSE);
    }
  })();
  await saving;
  saving = null;
};

const changed = () => {
  isDirty = true;
  keepCopy();
  if (!isStuck) tell(form.dataset.typing);
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
};

form.addEventListener("input", (event) => {
  if (!event.target.name?.startsWith("voorstel-")) changed();
});
form.addEventListener("submit", () => {
  // The copy goes when the page that comes back says that it is saved.
  clearTimeout(timer);
  isStuck = true;
});
// Back to this page as it was left: it may save again; the server knows which version it stands for.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) isStuck = false;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save({ leaving: true });
});
window.addEventListener("online", () => save());
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save();
  }
});

// --- A copy on this device -----------------------------------------------------------------------------------------
const copy = (() => {
  try {
    return JSON.parse(localStorage.getItem(copyKey) ?? "null");
  } catch {
    return null;
  }
})();
const isTyped = ([name, value]) => value && !/-(key|id|version)$|_FORMS$|^(version|stap)$/.test(name);
const shown = new Set([...typed()].filter(isTyped).map(([, value]) => value));
const missing = (copy ?? []).filter((entry) => isTyped(entry) && !shown.has(entry[1]));
if (missing.length && !new URLSearchParams(location.search).has("bewaard")) {
  const offer = document.getElementById("kopie");
  offer.hidden = false;
  offer.querySelector("[data-restore]").addEventListener("click", () => {
    for (const [name, value] of copy) {
      const rowOf = name.match(/^([a-z]+)-(\d+)-/);
      if (rowOf) while (!form.elements[name] && addRow(document.querySelector(`[data-block="${rowOf[1]}"]`)));
      const field = form.elements[name];
      if (field && isTyped([name, value])) field.value = value;
    }
    offer.hidden = true;
    changed();
  });
  offer.querySelector("[data-forget]").addEventListener("click", () => {
    forgetCopy();
    offer.hidden = true;
  });
} else {
  forgetCopy();
}

// --- Rows ------------------------------------------------------------------------------------------------------------
function addRow(block) {
  const template = block?.querySelector("template");
  const total = block?.querySelector("[name$=TOTAL_FORMS]");
  if (!template || Number(total.value) >= 200) return null;
  const key = crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, "0");
  const holder = document.createElement("div");
  holder.innerHTML = template.innerHTML
    .replaceAll("__prefix__", total.value)
    .replaceAll("__nummer__", String(Number(total.value) + 1));
  const row = holder.firstElementChild;
  row.id = key;
  row.querySelector("[name$=-key]").value = key;
  row.querySelector("[data-remove]").value = `weg:${block.dataset.block}-${key}`;
  block.querySelector("[data-rows]").append(row);
  total.value = String(Number(total.value) + 1);
  return row;
}

const firstField = (row) => row?.querySelector("textarea.input, input.input, select.input");

for (const button of form.querySelectorAll("[data-add]")) {
  button.addEventListener("click", (event) => {
    const row = addRow(button.closest("[data-block]"));
    if (!row) return;
    event.preventDefault();
    firstField(row).focus();
  });
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-remove]");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("[data-row]");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  // The server drops rows that are empty; a stored one loses its fields and with them its place.
  for (const field of row.querySelectorAll("input, textarea, select")) {
    if (!field.name.endsWith("-key")) field.value = "";
  }
  row.hidden = true;
  (firstField(next) ?? row.closest("[data-block]").querySelector("[data-add]")).focus();
  changed();
});

// Enter in the last field of a row begins the next one; elsewhere it saves.
form.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || field.tagName !== "INPUT" || event.isComposing) return;
  event.preventDefault();
  const row = field.closest("[data-row]");
  const block = row?.closest("[data-block]");
  const fields = row ? [...row.querySelectorAll(".row__g:first-of-type .input")] : [];
  if (block?.querySelector("[data-add]") && fields.at(-1) === field && !row.nextElementSibling) {
    firstField(addRow(block))?.focus();
  } else {
    save();
  }
});

// --- Names of organisations ------------------------------------------------------------------------------------------
const names = document.getElementById("bekend-organisations");
let asked = "";
form.addEventListener("input", async (event) => {
  const field = event.target;
  if (field.dataset.lookup !== "organisations") return;
  const wanted = field.value.split(",").at(-1).trim();
  if (wanted.length < 2 || wanted === asked) return;
  asked = wanted;
  try {
    const answer = await fetch(`${form.dataset.lookupUrl}?q=${encodeURIComponent(wanted)}`);
    const found = (await answer.json()).names;
    if (wanted === asked) names.replaceChildren(...found.map((name) => new Option(name, name)));
  } catch {
    // Without a connection one types the whole name.
  }
});

// Where the server wants the reader to be.
const wanted = document.querySelector("[data-focus]");
(wanted?.matches("[data-row]") ? firstField(wanted) : wanted)?.focus();
