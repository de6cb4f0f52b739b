// Tell the page around the frame how tall this one is. It is only a number, so any page may have it.
new ResizeObserver(() => {
  parent.postMessage({ headshotAdvisor: Math.ceil(document.documentElement.getBoundingClientRect().height) }, "*");
}).observe(document.documentElement);
