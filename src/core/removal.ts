/** The values of `Removal`. */
export const REMOVALS = ["protect", "destroy"] as const;

/**
 * What happens to a stateful resource when it leaves the configuration.
 *
 * - `protect`: deletion protection, a final snapshot where the service has one, `prevent_destroy`, and no `force_destroy`.
 * - `destroy`: the resource is deleted with its data, for environments that don't last.
 */
export type Removal = "protect" | "destroy";

/** The values of `DatabaseRemoval`. */
export const DATABASE_REMOVALS = ["protect", "snapshot", "destroy"] as const;

/**
 * What happens to a database or a cache when it leaves the configuration.
 *
 * - `protect`: deletion protection, `prevent_destroy`; a final snapshot where it is deleted all the same.
 * - `snapshot`: it is deleted, and leaves a final snapshot and its log groups behind.
 * - `destroy`: it is deleted with its data, for environments that don't last.
 */
export type DatabaseRemoval = "protect" | "snapshot" | "destroy";
