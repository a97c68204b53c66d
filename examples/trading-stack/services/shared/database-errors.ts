/** What went wrong with a database, by SQLSTATE (PostgreSQL documentation, appendix A) or by Node's code of a socket. */

interface CodedError {
  readonly code?: string;
  readonly message?: string;
}

/** What the socket says, and what `pg` says without a code. */
const SOCKET = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"]);
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error)/;

/**
 * The connection is gone, or can't be made: class 08 (connection exception) and 57P0x (the server is shut down, has crashed or can't be connected to now).
 */
export function isConnectionLost(error: unknown): boolean {
  const { code = "", message = "" } = codedError(error);
  return /^(08...|57P0.)$/.test(code) || SOCKET.has(code) || MESSAGES.test(message);
}

/** The connection leads to a server that may only be read: after a failover, to the writer that was. */
export function isReadOnly(error: unknown): boolean {
  return codedError(error).code === "25006";
}

/** Nothing has happened, and the same transaction may pass now: serialization_failure and deadlock_detected. */
export function isCollision(error: unknown): boolean {
  return ["40001", "40P01"].includes(codedError(error).code ?? "");
}

/**
 * All of this process' connections are in use, and none came free in time: a second wait would only make the queue longer. The pool says so of who waits for
 * one; where one is being made it says something else.
 */
export function isPoolBusy(error: unknown): boolean {
  return codedError(error).message === "timeout exceeded when trying to connect";
}

/**
 * The database can't be used now: also no connection, memory or disk left (class 53), a disk that fails (58030), a login refused (class 28), a statement that
 * took too long (57014).
 */
export function isUnavailable(error: unknown): boolean {
  return isConnectionLost(error) || isReadOnly(error) || /^(53...|58030|28...|57014|55P03)$/.test(codedError(error).code ?? "");
}

/**
 * The schema isn't what this version was written for, or isn't granted: undefined_table, undefined_column and insufficient_privilege. A migration, which may
 * be running, mends it.
 */
export function isUnusable(error: unknown): boolean {
  return ["42P01", "42703", "42501"].includes(codedError(error).code ?? "");
}

function codedError(error: unknown): CodedError {
  // Where a name has several addresses, Node's error is of all of them.
  if (error instanceof AggregateError) return codedError(error.errors[0]);
  return (error ?? {}) as CodedError;
}
