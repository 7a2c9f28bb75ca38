/** What a reader saw when they left a page: which elements were open, and the scroll position. */
interface Place {
  open: boolean[];
  top: number;
}

/** Keeps the place on the page for a reload or the way back. */
export function keepPlace(): void {
  addEventListener("pagehide", () => {
    const place: Place = { open: [...document.querySelectorAll("details")].map(({ open }) => open), top: scrollY };
    try {
      sessionStorage.setItem(location.pathname, JSON.stringify(place));
    } catch {
      // The browser stores nothing, so the page will start as it is built.
    }
  });
}

/** Opens and scrolls the page as the reader left it. Returns false if they come to it anew. */
export function restorePlace(): boolean {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const place = savedPlace();
  const all = [...document.querySelectorAll("details")];
  // With another number of elements, the page was built anew in the meantime.
  if (navigation?.type === "navigate" || place?.open.length !== all.length) return false;
  for (const [index, details] of all.entries()) details.open = place.open[index] === true;
  scrollTo({ top: place.top, behavior: "instant" });
  return true;
}

function savedPlace(): Place | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(location.pathname) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}
