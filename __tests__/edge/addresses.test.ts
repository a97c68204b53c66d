import { changesSinceCommitted } from "../support/full-modules/committed";
import { fullEdge } from "../support/full-modules/edge";

test("everything that the module creates has the addresses of api/addresses/edge.txt", () => {
  expect(changesSinceCommitted("edge", fullEdge())).toBe("");
});
