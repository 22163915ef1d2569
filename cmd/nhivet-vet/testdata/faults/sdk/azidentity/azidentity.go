// Package azidentity has the shape of that of azure-sdk-for-go.
package azidentity

type ClientSecretCredential struct{}
type WorkloadIdentityCredential struct{}

func NewClientSecretCredential(tenant, client, secret string, options any) (*ClientSecretCredential, error) {
	return nil, nil
}
func NewWorkloadIdentityCredential(options any) (*WorkloadIdentityCredential, error) { return nil, nil }
