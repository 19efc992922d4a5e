import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const portion = 100;
let remembered = portion;

/**
 * How many of many rows to draw: a portion, and another whenever the end comes near. The number is kept while other pages are shown, so
 * that the place in the list is found again.
 */
export function useGrowing(count: number): { shown: number; more: () => void; end: RefObject<HTMLElement | null> } {
  const [limit, setLimit] = useState(remembered);
  const end = useRef<HTMLElement | null>(null);
  const more = () => setLimit((before) => (remembered = before + portion));
  useEffect(() => {
    const mark = end.current;
    if (!mark || limit >= count) return;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(), { rootMargin: "600px" });
    observer.observe(mark);
    return () => observer.disconnect();
  }, [limit, limit >= count]);
  return { shown: Math.min(limit, count), more, end };
}
