/** What came of a run, in sentences, and what to do about it. */
export function Answer({ answer, advice }: { answer: string[]; advice: string[] }) {
  if (answer.length === 0 && advice.length === 0) return null;
  return (
    <section class="answer" aria-labelledby="answer">
      <h2 id="answer">Where it landed</h2>
      {answer.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {advice.length > 0 && (
        <>
          <h3>What to try</h3>
          <ul>
            {advice.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
