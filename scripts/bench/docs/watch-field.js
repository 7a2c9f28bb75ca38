// Runs in a page before anything of its own. `globalThis.toWatch` says for what to look and until when; the promise
// `globalThis.watched` tells when the page first painted, and when the field stood in it and on the screen.
{
  const { selector, text, until, limit } = globalThis.toWatch;
  const seen = {};

  // Tools put soft hyphens and the like into names, for them to break at the end of a line.
  const says = (element) => element.textContent.replace(/[\s\u00AD\u200B-\u200D\u2060]/gu, "") === text;
  const find = () =>
    text === undefined ? document.querySelector(selector) : [...document.querySelectorAll(selector)].find(says);

  const look = () => {
    const element = find();
    if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;
    const { top, left, width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0) return;
    seen.rendered ??= performance.now();
    const onScreen = top >= 0 && top < innerHeight && left >= 0 && left < innerWidth;
    if (onScreen) seen.onScreen ??= performance.now();
  };

  globalThis.watched = new Promise((resolve) => {
    const frame = () => {
      look();
      seen.paint ??= performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
      const waited = performance.now() - seen.paint; // NaN before there is a paint
      if (waited > limit || (waited >= 0 && seen[until] !== undefined)) resolve(seen);
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}
