/** The values of `Removal`. */
export const REMOVALS = ["protect", "destroy"] as const;

/**
 * What may happen to a stateful resource when it leaves the configuration.
 *
 * - `protect`: deletion protection, a final snapshot where the service has one, `prevent_destroy`, and no `force_destroy`.
 * - `destroy`: the resource goes with its data, for environments that are made and thrown away.
 */
export type Removal = "protect" | "destroy";
