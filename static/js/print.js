// On paper, links within the site show their address as people type it: "www.example.org/nieuws/".
// Without this they show what stands behind the name of the site.
addEventListener("beforeprint", () => {
  for (const link of document.querySelectorAll("main a[href^='/']")) {
    link.dataset.address = link.host + link.getAttribute("href");
  }
});
