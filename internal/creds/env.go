package creds

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// FederationEnv says whether a variable of the environment sets up a keyless
// login, and with whom.
func FederationEnv(name string) (vendor string, ok bool) {
	vendor, ok = federationNames[name]
	return
}

// The SDKs' documentation names these. AWS_ROLE_ARN is none of them: without the
// token file it does nothing for an SDK, and programs that hold a static key take
// from it which role to assume.
var federationNames = map[string]string{
	"ANTHROPIC_FEDERATION_RULE_ID": "Anthropic", "ANTHROPIC_IDENTITY_TOKEN": "Anthropic", "ANTHROPIC_IDENTITY_TOKEN_FILE": "Anthropic", "ANTHROPIC_SERVICE_ACCOUNT_ID": "Anthropic",
	"AWS_WEB_IDENTITY_TOKEN_FILE": "AWS", "AWS_CONTAINER_CREDENTIALS_FULL_URI": "AWS", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "AWS", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "AWS",
	"AZURE_FEDERATED_TOKEN_FILE": "Azure", "ARM_OIDC_TOKEN_FILE_PATH": "Azure", "ARM_USE_OIDC": "Azure", "ARM_USE_MSI": "Azure",
	"OPENAI_WORKLOAD_IDENTITY_PROVIDER_ID": "OpenAI", "OPENAI_IDENTITY_TOKEN_FILE": "OpenAI",
	"GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES": "Google",
}

// StaticEnv says whether a variable of the environment holds a static credential
// that a vendor's SDK tries before its keyless login; source is the documentation
// of that order.
func StaticEnv(name string) (vendor, source string, ok bool) {
	s, ok := staticNames[name]
	return s.vendor, s.source, ok
}

type staticName struct{ vendor, source string }

const (
	anthropicOrder = "Anthropic SDKs: an API key or auth token of the environment is used before workload identity federation"
	awsOrder       = "AWS SDKs, default credential provider chain: environment keys come before web identity and container credentials"
	azureOrder     = "Azure Identity, DefaultAzureCredential: the environment credential comes before workload identity and managed identity"
	googleOrder    = "Google Cloud, Application Default Credentials: GOOGLE_APPLICATION_CREDENTIALS comes before the attached service account"
	bedrockOrder   = "Amazon Bedrock: a bearer token of the environment is used before the AWS credential chain"
)

var staticNames = map[string]staticName{
	"ANTHROPIC_API_KEY": {"Anthropic", anthropicOrder}, "ANTHROPIC_AUTH_TOKEN": {"Anthropic", anthropicOrder},
	"AWS_ACCESS_KEY_ID": {"AWS", awsOrder}, "AWS_SECRET_ACCESS_KEY": {"AWS", awsOrder}, "AWS_BEARER_TOKEN_BEDROCK": {"AWS", bedrockOrder},
	"AZURE_CLIENT_SECRET": {"Azure", azureOrder}, "AZURE_CLIENT_CERTIFICATE_PATH": {"Azure", azureOrder},
	"GOOGLE_APPLICATION_CREDENTIALS": {"Google", googleOrder},
}

// ContextIn is Context for a file whose text can be had: what CloudFormation calls
// a template is what is deployed, and no example.
func ContextIn(path string, text func() []byte) string {
	c := Context(path)
	if base, ok := strings.CutSuffix(path, ".template"); ok && c == "example" && stack(text()) {
		return Context(base)
	}
	return c
}

// ContextOf is ContextIn for one place of a file: Rust keeps a module of unit tests in
// the file that they test (https://doc.rust-lang.org/book/ch11-03-test-organization.html).
func ContextOf(path string, at nhi.Span) string {
	c := ContextIn(path, at.File.Bytes)
	if c == "" && strings.HasSuffix(path, ".rs") && rustTest(at.File.Bytes()[:at.Start]) {
		return "test"
	}
	return c
}

// ContextText says whether the text of a file has a part in its context.
func ContextText(path string) bool {
	return strings.HasSuffix(path, ".template") || strings.HasSuffix(path, ".rs")
}

// rustTest says whether a text ends within a module that is compiled for tests.
func rustTest(before []byte) bool {
	i := bytes.LastIndex(before, []byte("#[cfg(test)]\n"))
	if i < 0 || i > 0 && before[i-1] != '\n' {
		return false
	}
	module := before[i:]
	head, _, _ := bytes.Cut(module, []byte("{"))
	return len(head) < len(module) && bytes.Contains(head, []byte("\nmod ")) && !bytes.Contains(head, []byte(";")) && !bytes.Contains(module, []byte("\n}"))
}

// stack says whether a text is a template of CloudFormation, in JSON or YAML.
func stack(text []byte) bool {
	return bytes.Contains(text, []byte("AWSTemplateFormatVersion")) || bytes.Contains(text, []byte("Resources")) && bytes.Contains(text, []byte("AWS::"))
}

// Context says what a path says about the files in it: test, example, docs, or
// nothing.
func Context(path string) string {
	l := strings.ToLower(path)
	if commit, rest, ok := strings.Cut(l, ":"); ok && !strings.Contains(commit, "/") {
		l = rest // a version of a file: COMMIT:PATH
	}
	parts := strings.Split(l, "/")
	base := parts[len(parts)-1]
	switch {
	case strings.HasSuffix(base, "_test.go"), strings.HasPrefix(base, "test_") && strings.HasSuffix(base, ".py"), strings.HasSuffix(base, "_test.py"), base == "conftest.py",
		strings.Contains(base, ".test."), strings.Contains(base, ".spec."), strings.HasSuffix(base, "_spec.rb"), strings.HasSuffix(base, "test.java"), strings.HasSuffix(base, ".tftest.hcl"), strings.HasSuffix(base, "_test.yaml"),
		base == "tests.rs", base == "test.rs", strings.HasSuffix(base, "_test.rs"), strings.HasSuffix(base, "_tests.rs"), standIn(base):
		return "test"
	}
	found := ""
	for _, p := range parts[:len(parts)-1] {
		switch c := contextFolders[p]; {
		case c == "test", strings.HasSuffix(p, "-test"), strings.HasSuffix(p, "-tests"):
			return "test"
		case strings.Contains(p, "{{"): // cookiecutter and copier: its name is filled in when somebody makes a project of it
			found = cmp.Or(found, "example")
		case c != "" && found == "":
			found = c
		}
	}
	if found != "" {
		return found
	}
	switch {
	case Prompt(path):
		return "" // what an agent is told is in use, whatever its form
	case strings.Contains(base, "example"), strings.Contains(base, "sample"), strings.HasSuffix(base, ".dist"), strings.HasSuffix(base, ".template"):
		return "example"
	case strings.HasSuffix(base, ".md"), strings.HasSuffix(base, ".mdx"), strings.HasSuffix(base, ".markdown"), strings.HasSuffix(base, ".org"), strings.HasSuffix(base, ".rst"), strings.HasSuffix(base, ".adoc"):
		return "docs"
	}
	return ""
}

// standIn says whether a file's name starts by saying that it stands in for the real one.
func standIn(base string) bool {
	for _, word := range [...]string{"dummy", "mock", "fake"} {
		if rest, ok := strings.CutPrefix(base, word); ok && rest != "" && strings.IndexByte("-_.", rest[0]) >= 0 {
			return true
		}
	}
	return false
}

var contextFolders = map[string]string{
	"test": "test", "tests": "test", "testing": "test", "testdata": "test", "__tests__": "test", "__mocks__": "test", "fixtures": "test", "fixture": "test", "mocks": "test", "spec": "test", "specs": "test", "e2e": "test", "integration_tests": "test", "unittests": "test",
	"example": "example", "examples": "example", "sample": "example", "samples": "example", "demo": "example", "demos": "example", "quickstart": "example", "quickstarts": "example", "tutorial": "example", "tutorials": "example", "cookbook": "example",
	// What a project is made from. Not "templates": so are the folders called of charts,
	// stacks and pipelines that are in use.
	"skeleton": "example", "skeletons": "example", "scaffold": "example", "scaffolds": "example", "scaffolding": "example", "boilerplate": "example", "boilerplates": "example", "archetype": "example", "archetypes": "example", "archetype-resources": "example",
	"doc": "docs", "docs": "docs", "documentation": "docs",
}
