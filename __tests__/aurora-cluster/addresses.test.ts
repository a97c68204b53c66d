import { fullAuroraCluster } from "../support/full-modules/aurora-cluster";
import { changesSinceCommitted } from "../support/full-modules/committed";

test("everything that the module creates has the addresses of api/addresses/aurora-cluster.txt", () => {
  expect(changesSinceCommitted("aurora-cluster", fullAuroraCluster())).toBe("");
});
