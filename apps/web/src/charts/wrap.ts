/**
 * Words in lines of at most so many characters, since SVG breaks no lines itself; what does not fit into the last line
 * ends in an ellipsis. A word longer than a line is cut where the line ends.
 */
export function wrap(text: string, width: number, lines: number): readonly string[] {
  const found: string[] = [];
  let line = '';
  const words = text
    .trim()
    .split(/\s+/)
    .flatMap((word) => pieces(word, width));
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width) {
      line = longer;
      continue;
    }
    found.push(line);
    line = word;
  }
  if (line !== '') found.push(line);
  if (found.length <= lines) return found;
  const last = found[lines - 1] ?? '';
  const end = last.length < width ? last : last.slice(0, width - 1).trimEnd();
  return [...found.slice(0, lines - 1), `${end}…`];
}

/** A long compound, cut with a hyphen so that each piece fits. */
function pieces(word: string, width: number): readonly string[] {
  if (word.length <= width) return [word];
  return [`${word.slice(0, width - 1)}-`, ...pieces(word.slice(width - 1), width)];
}
