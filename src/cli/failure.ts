/** A problem that the user can solve: printed as its sentences alone, without a stack trace. */
export class Failure extends Error {
  constructor(
    message: string,
    /** What a shell gets from the command. */
    public readonly exitCode = 1,
  ) {
    super(message);
    this.name = "Failure";
  }
}
