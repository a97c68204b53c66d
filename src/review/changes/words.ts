import { ShownValue } from "../review";

/** `setting[0].value` → `setting.value`. */
export function withoutIndexes(path: string): string {
  return path.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

/** A value in a sentence. */
export function shown(value: ShownValue): string {
  switch (value.kind) {
    case "value":
      return value.text.length > 80 ? `${value.text.slice(0, 80)}…` : value.text;
    case "unknown":
      return "(known after apply)";
    case "sensitive":
      return "(sensitive value)";
    case "absent":
      return "nothing";
  }
}
