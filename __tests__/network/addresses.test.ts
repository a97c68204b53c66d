import { changesSinceCommitted } from "../support/full-modules/committed";
import { fullNetwork } from "../support/full-modules/network";

test("everything that the module creates has the addresses of api/addresses/network.txt", () => {
  expect(changesSinceCommitted("network", fullNetwork())).toBe("");
});
