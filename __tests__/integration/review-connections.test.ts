/** Each argument that decides about connections, of which a unit test takes a few: without it, the review tells the same differences as all connections do. */
import { PLATFORMS, expectTheSame, mutations } from "../review/security/connection-mutations";

test.each(PLATFORMS)("what goes of %s, and what comes, changes what it changes of all connections", (_, synthesized) => {
  const whole = synthesized();
  for (const [name, changed] of mutations(whole, 1)) {
    expectTheSame(`${name} that goes`, whole, changed);
    expectTheSame(`${name} that comes`, changed, whole);
  }
});
