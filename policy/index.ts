/** Constructs the pack, which starts its server; the rules themselves are in policies.ts. */
import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";

new PolicyPack("archipelago", { policies: [...policies], enforcementLevel: "mandatory" });
