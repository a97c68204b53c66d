import { changesSinceCommitted } from "../support/full-modules/committed";
import { fullStateBackend } from "../support/full-modules/state-backend";

test("everything that the module creates has the addresses of api/addresses/state-backend.txt", () => {
  expect(changesSinceCommitted("state-backend", fullStateBackend())).toBe("");
});
