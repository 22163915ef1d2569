// A cluster, with a token that is handed over.
import { KubeConfig } from '@kubernetes/client-node';

const config = new KubeConfig();
config.loadFromClusterAndUser({ name: 'corp', server: 'https://kube.corp.io:6443', skipTLSVerify: false }, { name: 'agent', token: process.env.CLUSTER_LOGIN });
