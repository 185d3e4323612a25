import { notKnownYet } from "../../../policy/harness";
import { one, refused, type Cases } from "./case";
import { container, deployment, podSecurity } from "./kubernetes";

type Props = Readonly<Record<string, unknown>>;

const deploymentType = "kubernetes:apps/v1:Deployment";

/** A restricted container, with this beside in its context. */
function secured(context: Props): Props {
  return container({
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      ...context,
    },
  });
}

/** A restricted pod whose container has a profile of AppArmor by annotation. */
function annotated(profile: string): Props {
  const annotations = { "container.apparmor.security.beta.kubernetes.io/web": profile };
  const { spec } = deployment({ containers: [container()] }) as {
    spec: { template: { spec: unknown } };
  };
  return { spec: { template: { metadata: { annotations }, spec: spec.template.spec } } };
}

export const podSecurityCases: Cases = {
  "pods-restricted": {
    refuses: {
      "a pod that says nothing": refused(
        deploymentType,
        deployment({ containers: [{ name: "web" }], securityContext: {} }),
        /web may run as root/,
        /web may gain more rights/,
        /web drops not all capabilities/,
        /web has no seccomp profile/,
      ),
      "a container that takes back what its pod says": refused(
        deploymentType,
        deployment({
          containers: [
            container({
              securityContext: {
                runAsNonRoot: false,
                runAsUser: 0,
                privileged: true,
                allowPrivilegeEscalation: false,
                capabilities: { drop: ["ALL"], add: ["SYS_ADMIN"] },
              },
            }),
          ],
        }),
        /may run as root/,
        /runs as root/,
        /is privileged/,
        /adds SYS_ADMIN/,
      ),
      "a port of the node, and an open /proc": refused(
        deploymentType,
        deployment({
          containers: [
            container({
              ports: [{ containerPort: 8080, hostPort: 8080 }],
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ["ALL"] },
                procMount: "Unmasked",
              },
            }),
          ],
        }),
        /takes a port of its node/,
        /sees all of \/proc/,
      ),
      "what is the host's": refused(
        deploymentType,
        deployment({
          containers: [container()],
          hostNetwork: true,
          securityContext: {
            runAsNonRoot: true,
            seccompProfile: { type: "RuntimeDefault" },
            sysctls: [{ name: "kernel.msgmax" }, { name: "net.ipv4.tcp_syncookies" }],
          },
          volumes: [
            { name: "data", emptyDir: {} },
            { name: "node", hostPath: { path: "/" } },
            { name: "share", nfs: { server: "files" } },
          ],
        }),
        /sets hostNetwork/,
        /Volume node is a path/,
        /Volume share is of the kind nfs/,
        /sets the kernel's kernel\.msgmax/,
      ),
      "what confines nothing, of the pod and of a container": refused(
        deploymentType,
        deployment({
          containers: [secured({ appArmorProfile: { type: "Unconfined" } })],
          securityContext: {
            ...podSecurity,
            seLinuxOptions: { type: "spc_t", user: "root", role: "sysadm_r" },
            windowsOptions: { hostProcess: true },
          },
        }),
        /Container web has AppArmor profile Unconfined/,
        /The pod has SELinux type spc_t/,
        /The pod has SELinux user root/,
        /The pod has SELinux role sysadm_r/,
        /The pod is a process of its node/,
      ),
      "AppArmor, as it was told before": refused(
        deploymentType,
        annotated("unconfined"),
        /Container web has AppArmor profile unconfined/,
      ),
      "probes and hooks that ask others": refused(
        deploymentType,
        deployment({
          containers: [
            container({
              livenessProbe: { httpGet: { host: "169.254.169.254", port: 80 } },
              lifecycle: { preStop: { tcpSocket: { host: "localhost", port: 22 } } },
            }),
          ],
        }),
        /has its node ask 169\.254\.169\.254 in livenessProbe/,
        /has its node ask localhost in lifecycle\.preStop/,
      ),
      "a patch": refused(
        `${deploymentType}Patch`,
        deployment({
          hostNetwork: true,
          securityContext: { runAsNonRoot: false, seccompProfile: { type: "Unconfined" } },
          containers: [
            {
              name: "web",
              securityContext: {
                privileged: true,
                allowPrivilegeEscalation: true,
                capabilities: { drop: ["NET_RAW"] },
              },
            },
          ],
        }),
        /sets hostNetwork/,
        /may run as root/,
        /is privileged/,
        /may gain more rights/,
        /drops not all/,
        /no seccomp profile/,
      ),
    },
    accepts: {
      "a patch that says nothing of rights": one(
        `${deploymentType}Patch`,
        deployment({ containers: [{ name: "web", image: "web:v2" }], securityContext: undefined }),
      ),
      "what confines as containers are confined": one(
        deploymentType,
        deployment({
          containers: [
            secured({
              appArmorProfile: { type: "Localhost", localhostProfile: "web" },
              seLinuxOptions: { type: "container_t", level: "s0:c1" },
              windowsOptions: { hostProcess: false },
            }),
          ],
        }),
      ),
      "AppArmor's default, as it was told before": one(
        deploymentType,
        annotated("runtime/default"),
      ),
      "a restricted pod": one(deploymentType, deployment({ containers: [container()] })),
      "a low port": one(
        deploymentType,
        deployment({
          containers: [
            container({
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] },
              },
            }),
          ],
        }),
      ),
      "rights that each container has of its own": one(
        deploymentType,
        deployment({
          containers: [
            container({
              securityContext: {
                ...podSecurity,
                allowPrivilegeEscalation: false,
                capabilities: { drop: ["ALL"] },
              },
            }),
          ],
          securityContext: {},
        }),
      ),
    },
    undecided: {
      "a profile from elsewhere": one(
        deploymentType,
        deployment({ containers: [secured({ appArmorProfile: { type: notKnownYet } })] }),
      ),
      "a context from elsewhere": one(
        deploymentType,
        deployment({ containers: [container()], securityContext: notKnownYet }),
      ),
    },
  },
};
