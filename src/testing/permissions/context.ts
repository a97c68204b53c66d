/** The condition keys of a request. */
export interface Context {
  /** Whether policy variables are filled in: in policies of version 2012-10-17. */
  readonly hasVariables: boolean;
  /** The values of a key, whose capitals don't matter: none where the request doesn't have the key, undefined where nobody says. */
  values(key: string): readonly string[] | undefined;
}
