/** A question that may be an answer to it, which has more members: it may be asked again. Pure. */
export function askedAgain<Q extends object>(question: Q): Q {
  // What is no question at all is for whoever checks it.
  if (typeof question !== "object" || question === null || Array.isArray(question)) return question;
  const { verdict, explanation, steps, assumptions, ...asked } = question as Q & Record<string, unknown>;
  return asked as unknown as Q;
}
