package creds

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func judge(path, name, value string) *nhi.Credential {
	f := nhi.NewFile(path, []byte(name+": \""+value+"\"\n"))
	return Judge(name, value, f.At(len(name)+3, len(name)+3+len(value)))
}

func TestJudge(t *testing.T) {
	const drawn = "Tq7mZr2Lk9XvBn4Ws6Pd"
	for _, c := range []struct{ name, value, kind string }{
		{"OPENAI_API_KEY", Sample("openai-api-key", 1), "openai-api-key"},
		{"OPENAI_API_KEY", "sk-proj-Qm7vT2xLp9RzKd4WnB8cYf3HsJ6gUe1", "openai-api-key"},
		{"openaiApiKey", "sk-Qm7vT2xLp9RzKd4WnB8cYf3HsJ6gUe1", "openai-api-key"},
		{"MY_ANTHROPIC_API_KEY", "sk-ant-api03-Qm7vT2xLp9RzKd4WnB8cYf3", "anthropic-api-key"},
		{"MISTRAL_API_KEY", drawn + "qLz83KvM", "mistral-api-key"},
		{"anything", Sample("github-classic-token", 2), "github-classic-token"},
		{"GITHUB_PERSONAL_ACCESS_TOKEN", "ghp_Qm7vT2xLp9RzKd4WnB8cYf3HsJ6gUe1Vtx0m", "github-classic-token"},
		{"Authorization", "Bearer " + Sample("openrouter-api-key", 2), "openrouter-api-key"},
		{"GITHUB_TOKEN", drawn + "Vc8Jh3", "github-token"},
		{"OPENAI_API_KEY", "sk-admin-Qm7vT2xLp9RzKd4WnB8cYf3HsJ6gUe1", "openai-admin-key"},
		{"encrypt", "q7Rw2ZxK9mVb4TnYc1LsHw==", "consul-gossip-key"},
		{"Authorization", "Bearer " + drawn, "token"},
		{"password", "hunter2pass", "password"},
		{"db_password", "Tq7mZr2L", "password"},
		{"admin_password", "Admin#2026", "password"},
		{"administrator_login_password", "Aa12345678", "password"},
		{"api_key", "Aa12345678", ""},
		{"DB_PASS", "x9!kRw2v", "password"},
		{"JWT_SECRET_KEY", drawn, "secret-key"},
		{"N8N_ENCRYPTION_KEY", drawn + "aV", "encryption-key"},
		{"client_secret", "8f14e45f-ceea-467f-9a36-dedd4bea2543", "secret-key"},
		{"DATABASE_URL", "postgres://svc:Tq7mZr2Lk9Xv@db.corp.io/x", "database-url"},
		{"AWS_SECRET_ACCESS_KEY", "k2Jd8/sPq1Vb7Zt+Wm4Xc9Ln6Rf3Hg5Ty0Ua8Ei2", "aws-access-key"},
		{"VAULT_TOKEN", Sample("vault-token", 1), "vault-token"},

		{"AWS_ACCESS_KEY_ID", Sample("aws-access-key", 1), ""},
		{"posthog_api_key", "phc_" + drawn + drawn + "aVb", ""},
		{"stripe_api_key", "pk_live_" + drawn + "Vc8Jh3", ""},
		{"mapbox_token", "pk.eyJ1Ijoi" + drawn + ".Vc8Jh3" + drawn, ""},
		{"OPENAI_API_KEY", "", ""},
		{"OPENAI_API_KEY", "your-openai-api-key", ""},
		{"OPENAI_API_KEY", "sk-...", ""},
		{"OPENAI_API_KEY", "sk-xxxxxxxxxxxxxxxxxxxxxxxx", ""},
		{"OPENAI_API_KEY", "sk-1234567890abcdef1234567890abcdef", ""},
		{"OPENAI_API_KEY", "<your key>", ""},
		{"OPENAI_API_KEY", "${OPENAI_API_KEY}", ""},
		{"OPENAI_API_KEY", "$OPENAI_API_KEY", ""},
		{"OPENAI_API_KEY", "{{ .Values.openai.key }}", ""},
		{"OPENAI_API_KEY", "OPENAI_API_KEY", ""},
		{"OPENAI_API_KEY", "dummy", ""},
		{"OPENAI_API_KEY", "fake-key-for-unit-tests-0042", ""},
		{"OPENAI_API_KEY", "not-needed", ""},
		{"OPENAI_API_KEY", "openai-credentials-prod-v2", ""},
		{"password", "changeme", ""},
		{"password", "P@55w3rd", ""},
		{"password", "my-Pa$$w0rd!", ""},
		{"password", "postgres", ""},
		{"password", "minioadmin", ""},
		{"password", "password123", ""},
		{"password", "my-db-secret", ""},
		{"password", "Contraseña", ""},
		{"password", "Password is required", ""},
		{"password", "dbPassword", ""},
		{"password", "spec.auth.password", ""},
		{"password", "random_password.db.result", ""},
		{"password", "%(db_password)s", ""},
		{"password", "$2b$12$Tq7mZr2Lk9XvBn4Ws6PdTq7mZr2Lk9XvBn4Ws6PdTq7mZr2Lk9XvB", ""},
		{"password", "ENC[AES256_GCM,data:Tq7mZr2Lk9Xv,iv:x,tag:y,type:str]", ""},
		{"password", "vault:v1:Tq7mZr2Lk9XvBn4Ws6Pd", ""},
		{"password", "AgBTq7mZr2Lk9XvBn4Ws6Pd" + drawn + drawn + drawn + drawn + drawn + drawn + drawn + drawn + drawn, ""},
		{"password", "/run/secrets/db_password", ""},
		{"password", "a1b2c3d4e5f6", ""},
		{"token", "true", ""},
		{"token", "3600", ""},
		{"token", "24h", ""},
		{"token", "my-token", ""},
		{"token", "arn:aws:secretsmanager:eu-west-1:1:secret:x-Tq7mZr", ""},
		{"token", "https://auth.corp.io/token", ""},
		{"token", "op://vault/item/field", ""},
		{"max_tokens", drawn, ""},
		{"secretName", drawn, ""},
		{"key", drawn, ""},
		{"public_key", drawn, ""},
		{"commit", "da39a3ee5e6b4b0d3255bfef95601890afd80709", ""},
		{"hashed_secret", "da39a3ee5e6b4b0d3255bfef95601890afd80709", ""},
		{"image", "registry.corp.io/app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", ""},
		{"DATABASE_URL", "postgres://svc:Tq7mZr2Lk9Xv@localhost/x", ""},
		{"POSTGRES_DSN", "postgres://postgres:postgres@db:5432/x", ""},
	} {
		got := judge("deploy/app.yaml", c.name, c.value)
		switch {
		case got == nil && c.kind != "":
			t.Errorf("%s = %s: nothing, want %s", c.name, c.value, c.kind)
		case got != nil && got.Kind != c.kind:
			t.Errorf("%s = %s: %s, want %q", c.name, c.value, got.Kind, c.kind)
		case got != nil && got.Secret.Reveal() != got.At.Text():
			t.Errorf("%s = %s: the span is not the secret", c.name, c.value)
		}
	}
	if judge("pkg/client_test.go", "api_key", drawn) != nil {
		t.Error("a made-up key of a unit test was judged")
	}
	if c := judge("tests/a.yaml", "x", Sample("github-classic-token", 2)); c == nil || c.Attributes["context"] != "test" {
		t.Error("a token with a valid checksum in a test has no context")
	}
}

func TestNamed(t *testing.T) {
	for name, want := range map[string]Class{
		"OPENAI_API_KEY": ModelVendorKey, "openaiApiKey": ModelVendorKey, "VITE_OPENAI_API_KEY": ModelVendorKey, "openai-api-key": ModelVendorKey, "OPENAI_API_KEY_2": ModelVendorKey, "spec.openai.OPENAI_API_KEY": ModelVendorKey,
		"E2B_API_KEY": VendorSecret, "GITHUB_TOKEN": VendorSecret, "aws_secret_access_key": VendorSecret, "secretAccessKey": VendorSecret,
		"DB_PASSWORD": Password, "dbPassword": Password, "passwd": Password, "POSTGRES_PASSWORD": Password, "SMTP_PASS": Password, "PGPASSWORD": Password,
		"token": Token, "accessToken": Token, "bearer_token": Token, "Authorization": Token,
		"apiKey": APIKey, "APIKey": APIKey, "apikey": APIKey, "x-api-key": APIKey, "ACME_API_KEY": APIKey,
		"client_secret": SecretKey, "JWT_SECRET": SecretKey, "SECRET_KEY": SecretKey, "masterKey": SecretKey, "encryption_key": SecretKey,
		"private_key": PrivateKey, "DATABASE_URL": ConnectionString, "connectionString": ConnectionString, "SENTRY_DSN": ConnectionString,

		"max_tokens": None, "maxOutputTokens": None, "token_count": None, "tokenizer": None, "key_id": None, "AWS_ACCESS_KEY_ID": None, "public_key": None, "existingSecret": None, "secretName": None, "secret_ref": None, "secretKeyRef": None,
		"token_file": None, "TOKEN_PATH": None, "token_url": None, "secret_arn": None, "password_policy": None, "api_key_header": None, "token_ttl": None, "key": None, "keys": None, "KEY": None, "primary_key": None, "partition_key": None, "next_token": None, "VerificationToken": None, "nextPageToken": None,
		"pad_token": None, "eos_token": None, "csrf_token": None, "GOOGLE_APPLICATION_CREDENTIALS": None, "PWD": None, "OLDPWD": None, "password_reset": None, "passwordLabel": None, "kms_key": None, "ssh_key_name": None, "token_type": None, "secret_id_ttl": None, "hashed_secret": None, "": None, "___": None, "bypass": None, "monkey": None, "compass": None,
	} {
		if got := Named(name).Class; got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	for name, k := range knownNames() {
		if k.class != None && ByID(k.format) == nil {
			t.Errorf("%s: no format %q", name, k.format)
		}
	}
}

func TestEnvironmentNames(t *testing.T) {
	if _, ok := FederationEnv("AWS_ROLE_ARN"); ok {
		t.Error("AWS_ROLE_ARN alone is no federation")
	}
	if v, ok := FederationEnv("AZURE_FEDERATED_TOKEN_FILE"); !ok || v != "Azure" {
		t.Error("federation of Azure")
	}
	for _, name := range []string{"ANTHROPIC_API_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AZURE_CLIENT_SECRET", "GOOGLE_APPLICATION_CREDENTIALS", "AWS_BEARER_TOKEN_BEDROCK"} {
		if v, source, ok := StaticEnv(name); !ok || v == "" || source == "" {
			t.Errorf("%s: no order", name)
		}
	}
	if c := Describe("OPENAI_API_KEY"); c == nil || c.Kind != "openai-api-key" || !c.Static || c.Alternative == "" || !c.Secret.Empty() {
		t.Error("description of a model key")
	}
	if c := Describe("GITHUB_TOKEN"); c == nil || c.Static || c.Lifetime.Known {
		t.Error("GITHUB_TOKEN may be the job's own token")
	}
	if Describe("LOG_LEVEL") != nil {
		t.Error("a description of no credential")
	}
}

func TestContext(t *testing.T) {
	for path, want := range map[string]string{
		"pkg/a_test.go": "test", "tests/x.yaml": "test", "a/testdata/b.yaml": "test", "src/a.test.ts": "test", "src/__tests__/a.ts": "test", "test_a.py": "test", "src/auth/tests.rs": "test", "hack/dummy-idp.key": "test", "mock_server.py": "test",
		"examples/a.yaml": "example", "deploy/.env.example": "example", "skeleton/k8s/a.yaml": "example", "{{cookiecutter.name}}/a.yaml": "example", "services/{{ name }}/tests/a.yaml": "test", "docs/a.yaml": "docs", "README.md": "docs",
		"deploy/app.yaml": "", "chart/templates/a.yaml": "", "contest/a.go": "", "latest.yaml": "", "mockingbird.py": "", "src/auth.rs": "",
	} {
		if got := Context(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestContextOfRust(t *testing.T) {
	const text = `const KEY: &str = "in use";

#[cfg(test)]
mod tests {
	const KEY: &str = "tested";
}

#[cfg(test)]
mod more;

const LATER: &str = "in use too";
`
	f := nhi.NewFile("src/keys.rs", []byte(text))
	for value, want := range map[string]string{`"in use"`: "", `"tested"`: "test", `"in use too"`: ""} {
		at := strings.Index(text, value)
		if got := ContextOf(f.Path, f.At(at, at+len(value))); got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
}
