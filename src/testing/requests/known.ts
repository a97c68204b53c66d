/** Whether something holds; undefined where only AWS or Terraform knows. */
export type Known = boolean | undefined;

/** Whether all hold. Pure. */
export function every(all: readonly Known[]): Known {
  if (all.includes(false)) return false;
  return all.includes(undefined) ? undefined : true;
}

/** Whether one of them holds. Pure. */
export function some(all: readonly Known[]): Known {
  if (all.includes(true)) return true;
  return all.includes(undefined) ? undefined : false;
}

/** Whether it doesn't hold. Pure. */
export function not(known: Known): Known {
  return known === undefined ? undefined : !known;
}
