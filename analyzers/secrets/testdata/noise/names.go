package config

import "os"

// Names of secrets, patterns of detectors, and code: nothing to leak.
const (
	SecretName        = "planner-openai-api-key"
	TokenHeader       = "X-Vault-Token"
	pagerDutyRoutingK = "incidentEscalationPolicyRepository"
	tokenPattern      = `ghp_[0-9A-Za-z]{36}|sk-ant-api03-[\w-]{93}AA|xox[bp]-\d+`
	keyPattern        = "-----BEGIN [A-Z ]*PRIVATE KEY-----"
	buildID           = "7f3c9a1e5b8d2f604c6e8a0b1d3f5a7c9e2b4d68"
	addrFormat        = "postgres://%s:%s@%s:%d/%s?sslmode=disable"
	taskID            = "task-8c3b4e7d9f102b3c4d5e6f700d6f2a51"
)

var key = os.Getenv("OPENAI_API_KEY")
