// For pages that show Headshot Advisor in a frame: keeps the frame as tall as what it shows.
(() => {
  const origin = "{{ origin|escapejs }}";
  const list = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(`${origin}/embed/`));
  addEventListener("message", (event) => {
    const height = Number(event.data?.headshotAdvisor);
    if (event.origin !== origin || !(height > 0)) return;
    for (const frame of list()) if (frame.contentWindow === event.source) frame.style.height = `${height}px`;
  });
  // A frame that was there before this script has told its height already.
  for (const frame of list()) frame.contentWindow.postMessage("height", "*");
})();
