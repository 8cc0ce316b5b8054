// A place on a plate opens its text, also in browsers that do not open a folded part by themselves.
function open(hash) {
  const text = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  const details = text && text.closest(".spot-list details");
  if (details) {
    details.open = true;
    details.querySelector("summary").focus({ preventScroll: true });
    details.scrollIntoView({ block: "nearest" });
  }
}
for (const link of document.querySelectorAll(".spots a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    open(link.getAttribute("href"));
  });
}
open(location.hash);
