/** The files below `/static/`, by what they are. */
export interface Assets {
  readonly script: string;
  readonly style: string;
  readonly icon: string;
}
