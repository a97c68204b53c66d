/** The values of `Removal`. */
export const REMOVALS = ["protect", "destroy"] as const;

/**
 * What happens to a stateful resource when it leaves the configuration.
 *
 * - `protect`: deletion protection, a final snapshot where the service has one, `prevent_destroy`, and no `force_destroy`.
 * - `destroy`: the resource is deleted with its data, for environments that don't last.
 */
export type Removal = "protect" | "destroy";
