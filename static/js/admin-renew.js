// Renews what is under way on a screen, as long as somebody looks at it: `data-renew` says after how many seconds. When
// its `data-state` is another one, the whole screen is shown anew, with the buttons that go with it.

async function showAnew(part) {
  const answer = await fetch(location.href);
  // Who was signed out reads another page.
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
  if (fresh?.dataset.state === part.dataset.state) part.replaceChildren(...fresh.childNodes);
  else location.reload();
}

function keepNew(part) {
  setTimeout(async () => {
    // Without a network the next time is as good.
    if (!document.hidden) await showAnew(part).catch(() => {});
    keepNew(part);
  }, part.dataset.renew * 1000);
}

document.querySelectorAll("[data-renew]").forEach(keepNew);
