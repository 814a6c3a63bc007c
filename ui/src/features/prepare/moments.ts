/** The two halves of a moment as the browser's date and time fields want them, in the zone of the person. */
export interface Halves {
  /** `2026-11-30`; empty when there is none. */
  date: string;
  /** `18:00`. */
  time: string;
}

/** The usual hour of a deadline: the end of a working day. */
const USUAL_TIME = "18:00";

export function halvesOf(millis: number | null): Halves {
  if (millis === null) return { date: "", time: USUAL_TIME };
  const at = new Date(millis);
  const two = (value: number) => String(value).padStart(2, "0");
  const year = String(at.getFullYear()).padStart(4, "0");
  return {
    date: `${year}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

/** The moment; null without a date, or when what is typed is none. */
export function momentOf({ date, time }: Halves): number | null {
  if (date === "") return null;
  const at = new Date(`${date}T${time === "" ? USUAL_TIME : time}`).getTime();
  return Number.isNaN(at) ? null : at;
}
