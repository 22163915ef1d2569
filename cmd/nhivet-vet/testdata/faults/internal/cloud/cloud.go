// Package cloud signs in to Azure.
package cloud

import "github.com/Azure/azure-sdk-for-go/sdk/azidentity"

// Federated signs in by what the cluster says of the workload.
func Federated() (any, error) { return azidentity.NewWorkloadIdentityCredential(nil) }

// Secret signs in with a secret.
func Secret(secret string) (any, error) {
	return azidentity.NewClientSecretCredential("tenant", "client", secret, nil)
}
