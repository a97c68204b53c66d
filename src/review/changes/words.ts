import { ResourceChange, ShownValue } from "../review";

/** `setting[0].value` → `setting.value`. */
export function withoutIndexes(path: string): string {
  return path.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

/** A resource in a sentence: `Database (aws_rds_cluster)`; where no construct is known, its address, which says its type. */
export function nameOf({ path, address, type }: Pick<ResourceChange, "path" | "address" | "type">): string {
  return path === address ? address : `${path} (${type})`;
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
