/** Start here: the whole of what `pulumi up` deploys, from the settings of the selected stack. */
import "./stack-traces";

import * as aws from "@pulumi/aws/provider";
import * as docker from "@pulumi/docker/provider";

import { Platform } from "../components/platform/platform";
import { System } from "../components/platform/system";
import { readSettings, systemName } from "./settings";

// Everything plain data can tell is checked in here, before the first `new`.
const settings = readSettings();
const { id, roleArn } = settings.account;

const account = new aws.Provider("account", {
  region: settings.platform.homeRegion,
  allowedAccountIds: [id],
  assumeRoles: roleArn === undefined ? [] : [{ roleArn }],
});
const builder = new docker.Provider("builder");

const platform = new Platform(settings.name, settings.platform, { provider: account });
const system = new System(
  systemName,
  { platform, ...settings.system, tags: settings.platform.tags },
  { providers: [account, builder] },
);

/** Where each service is found. */
export const services = system.services;
/** To be put into the parent zone once, where this program created the public zone. */
export const nameServers = platform.nameServers;
