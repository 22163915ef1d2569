package pipelines

import (
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/jobs"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// scripts are the keys of steps and the inputs of tasks that hold commands.
var scripts = map[string]bool{"script": true, "bash": true, "pwsh": true, "powershell": true, "inlinescript": true, "inline": true}

// connections are the inputs of tasks that name a service connection, in lower
// case, and where it logs in.
var connections = map[string]string{
	"azuresubscription": "azure", "connectedservicename": "azure", "connectedservicenamearm": "azure", "azureresourcemanagerconnection": "azure",
	"backendservicearm": "azure", "environmentservicenameazurerm": "azure", "connectedservicenameazurerm": "azure", "azureconnection": "azure",
	"awscredentials": "aws",
}

func (a *azure) step(j *jobs.Job, id string, n *tree.Node) {
	for _, f := range n.Fields {
		switch {
		case scripts[f.Key]:
			j.Script(f.Value)
		case f.Key == "env":
			a.env(j, id, f.Value)
		case f.Key == "checkout":
			if keep, _ := n.Get("persistCredentials").Truth(); keep || n.Get("persistCredentials").Str() == "true" {
				at := n.Field("persistCredentials").Span()
				j.Carry(&nhi.Credential{Key: nhi.Key("ci-persisted-token", j.Key()), Kind: "ci-job-token", Title: "job token that is kept in .git/config", Name: "persistCredentials",
					Vendor: "Azure DevOps", Origin: nhi.FromIssuer, Store: "file", At: at}, at)
			}
		case f.Key == "task":
			a.task(j, id, f.Value.Str(), n)
		}
	}
}

func (a *azure) env(j *jobs.Job, id string, n *tree.Node) {
	if n == nil || n.Kind != tree.Mapping {
		return
	}
	for _, f := range n.Fields {
		if f.Value.Scalar() {
			j.Variable(id, f.Key, f.Value.Text, f.Value.Span)
		}
	}
}

// task reads the inputs of a task.
func (a *azure) task(j *jobs.Job, id, task string, n *tree.Node) {
	inputs := n.Get("inputs")
	if inputs == nil || inputs.Kind != tree.Mapping {
		return
	}
	var connection string
	texts := ""
	for _, f := range inputs.Fields {
		key := strings.ToLower(f.Key)
		switch {
		case scripts[key]:
			j.Script(f.Value)
			if f.Value != nil {
				texts += f.Value.Text + "\n"
			}
		case connections[key] != "" && f.Value.Str() != "":
			connection = f.Value.Text
			a.connect(j, connection, connections[key], f.Value.Span)
		case f.Value.Scalar():
			j.Input(id, f.Key, f.Value.Text, f.Value.Span)
		}
	}
	name, _, _ := strings.Cut(task, "@")
	switch strings.ToLower(name) {
	case "azurecli":
		a.login(j, inputs, connection, texts)
	case "azurekeyvault":
		a.vault(j, inputs, connection, n.Field("task").Span())
	}
}

func connectionKey(name string) string { return nhi.Key("ci-service-connection", azurePipelines, name) }

// connect states the service connection that a task logs in with. Whether it has
// a secret or federates is a setting of the server.
func (a *azure) connect(j *jobs.Job, name, platform string, at nhi.Span) {
	if strings.Contains(name, "$") {
		return // a parameter or a variable
	}
	j.RunsAs(&nhi.Identity{Key: connectionKey(name), Name: name, Kind: "service-connection", Platform: platform, Attributes: map[string]string{}, At: at}, at)
}

// login reads what a script gets of the connection: with addSpnToEnvironment its
// secret is the variable servicePrincipalKey, and the token of a federated one
// idToken ("AzureCLI@2", inputs).
func (a *azure) login(j *jobs.Job, inputs *tree.Node, connection, texts string) {
	f := inputs.Field("addSpnToEnvironment")
	if f == nil || f.Value.Str() != "true" {
		return
	}
	switch lower := strings.ToLower(texts); {
	case strings.Contains(lower, "serviceprincipalkey"):
		c := creds.Describe("AZURE_CLIENT_SECRET")
		if c == nil {
			return
		}
		c.Key = nhi.Key("ci-secret", azurePipelines, "connection", connection)
		c.Name, c.Origin, c.Store, c.At = "servicePrincipalKey", nhi.FromStore, "ci", f.Span()
		c.Alternative = a.p.Federation
		if connection != "" && !strings.Contains(connection, "$") {
			c.Subject = connectionKey(connection)
		}
		j.Hold(c, f.Span())
	case strings.Contains(lower, "idtoken"):
		j.IDToken("idToken", "api://AzureADTokenExchange", f.Span())
	}
}

// vault reads a task that fetches secrets of a key vault into variables: all of
// them unless it names some (AzureKeyVault@2: the default of SecretsFilter is *).
func (a *azure) vault(j *jobs.Job, inputs *tree.Node, connection string, at nhi.Span) {
	filter := inputs.Get("SecretsFilter")
	if filter == nil {
		filter = inputs.Get("secretsFilter")
	}
	vault := inputs.Get("KeyVaultName").Str()
	if vault == "" {
		vault = inputs.Get("keyVaultName").Str()
	}
	if filter != nil && filter.Str() != "*" {
		for _, name := range strings.Split(filter.Str(), ",") {
			if name = strings.TrimSpace(name); name != "" && !strings.Contains(name, "$") {
				j.Secret(name, name, filter.Span)
			}
		}
		return
	}
	if connection == "" || strings.Contains(connection, "$") {
		return
	}
	source := "Azure Pipelines, AzureKeyVault@2: the default of SecretsFilter is *"
	if filter != nil {
		at, source = filter.Span, ""
	}
	g := &nhi.Grant{Key: nhi.Key("ci-vault-grant", j.Key(), vault), Identity: connectionKey(connection), System: "azure", Name: "AzureKeyVault@2",
		Actions: []string{"get secrets"}, Scope: "resource", Breadth: "broad", Hazards: []string{"reads-all-secrets"},
		Why: "the task fetches every secret of the vault into the job", Confidence: nhi.Certain, Attributes: map[string]string{}, At: at}
	if vault != "" {
		g.Resources = []string{vault}
	}
	if source != "" {
		g.Attributes["source"] = source
	}
	j.Grant(g)
}

// azureReference reads the macro $(NAME), which is filled in before a step runs.
func azureReference(text string) (name string, length int) {
	if len(text) < 4 || text[1] != '(' {
		return "", 0
	}
	for i := 2; i < len(text); i++ {
		switch c := text[i]; {
		case c == ')':
			return text[2:i], i + 1
		case c == '.' || c == '_' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		default:
			return "", 0
		}
	}
	return "", 0
}

func azureToken(name string) bool { return strings.EqualFold(name, "System.AccessToken") }

// azurePredefined are the variables of the platform ("Use predefined variables").
func azurePredefined(name string) bool {
	prefix, _, dotted := strings.Cut(strings.ToLower(name), ".")
	return dotted && (prefix == "system" || prefix == "build" || prefix == "agent" || prefix == "pipeline" || prefix == "environment" || prefix == "release" || prefix == "tf_build")
}
