const reaches = [0, 3, 10, 30, 100, 300, 1000, 3000, 10_000];

/** How far the moving mean of the curves of single steps reaches. */
export function SmoothingSlider({ value, onChange }: { value: number; onChange: (steps: number) => void }) {
  const said = value === 0 ? "none" : `over about ${value.toLocaleString("en")} steps`;
  return (
    <label class="inline-field smoothing">
      <span>Moving mean</span>
      <input
        type="range"
        min={0}
        max={reaches.length - 1}
        step={1}
        value={reaches.indexOf(value)}
        aria-valuetext={said}
        title="An exponential moving mean: each step counts e times less for every so many steps that it lies back. What was measured stays, faint."
        onInput={(event) => onChange(reaches[event.currentTarget.valueAsNumber] ?? 0)}
      />
      <span class="smoothing-said">{said}</span>
    </label>
  );
}
