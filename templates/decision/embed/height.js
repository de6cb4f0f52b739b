// For pages that show Headshot Advisor in a frame: keeps the frame as tall as what it shows.
(() => {
  const { origin } = new URL(document.currentScript.src);
  addEventListener("message", (event) => {
    const height = Number(event.data?.headshotAdvisor);
    if (event.origin !== origin || !(height > 0)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === event.source) frame.style.height = `${height}px`;
    }
  });
})();
