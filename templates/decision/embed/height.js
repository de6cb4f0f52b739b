// For pages that show Headshot Advisor in a frame: keeps the frame as tall as what it shows.
(() => {
  // A module has no currentScript.
  const script = document.currentScript ?? document.querySelector('script[src$="/embed/height.js"]');
  const { origin } = new URL(script.src);
  addEventListener("message", (event) => {
    const height = Number(event.data?.headshotAdvisor);
    // In a sandbox without allow-same-origin the frame has no origin of its own.
    if (![origin, "null"].includes(event.origin) || !(height > 0)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === event.source && frame.src.startsWith(`${origin}/embed/`)) frame.style.height = `${height}px`;
    }
  });
})();
