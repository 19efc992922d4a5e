import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const portion = 100;
let remembered = { order: "", limit: portion };

/**
 * How many of many rows to draw: a portion, and another whenever the end comes near. The number is kept while other pages are shown, so
 * that the place in the list is found again; another order or choice of rows begins anew.
 */
export function useGrowing(count: number, order: string): { shown: number; more: () => void; end: RefObject<HTMLElement | null> } {
  const [, redraw] = useState(0);
  const end = useRef<HTMLElement | null>(null);
  if (remembered.order !== order) remembered = { order, limit: portion };
  const limit = remembered.limit;
  const more = () => {
    remembered = { order, limit: limit + portion };
    redraw((n) => n + 1);
  };
  useEffect(() => {
    const mark = end.current;
    if (!mark || limit >= count) return;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(), { rootMargin: "600px" });
    observer.observe(mark);
    return () => observer.disconnect();
  }, [order, limit, limit >= count]);
  return { shown: Math.min(limit, count), more, end };
}
