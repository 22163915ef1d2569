package scan

import (
	"bytes"

	"github.com/nhivet/nhivet/internal/nhi"
)

// relevantWords tell, in lower case, that a file is about an agent, an identity
// or a credential: what --strict does not let go unread. They are words of the
// formats, not of prose, but for the subject itself.
var relevantWords = [][]byte{
	[]byte("agent"), []byte("mcpserver"), []byte("mcp_server"), []byte("mcp.json"), []byte("mcp-"),
	[]byte("kind:"), []byte(`"kind"`), []byte("serviceaccount"), []byte("service_account"), []byte("secretkeyref"), // Kubernetes
	[]byte("aws_iam"), []byte("assume_role"), []byte("sts:assumerole"), []byte(`"statement"`), []byte("aws::iam"), []byte("aws::bedrock"), []byte("aws::serverless"), // AWS
	[]byte("google_project_iam"), []byte("_iam_member"), []byte("_iam_binding"), // Google
	[]byte("azuread_"), []byte("role_assignment"), []byte("user_assigned_identity"), // Azure
	[]byte("vault_"), []byte("capabilities"), // Vault
	[]byte("api_key"), []byte("apikey"), []byte("_token"), []byte("client_secret"), []byte("private_key"), []byte("password"),
}

// relevant marks the notices about files that were not read whole and that name
// an agent, an identity or a credential. Which part was lost cannot be told
// (a parser that lost its way says where it noticed, not where it began), so the
// whole file counts; of a file without bytes (too large, not readable) its path.
func relevant(tree nhi.Tree, notices []nhi.Notice) {
	seen := map[string]bool{}
	for i := range notices {
		n := &notices[i]
		if !n.Incomplete || n.Relevant || n.Path == "" {
			continue
		}
		is, ok := seen[n.Path]
		if !ok {
			is = names([]byte(n.Path))
			if f, err := tree.Read(n.Path); !is && err == nil {
				is = names(f.Bytes())
			}
			seen[n.Path] = is
		}
		n.Relevant = is
	}
}

func names(text []byte) bool {
	text = bytes.ToLower(text)
	for _, w := range relevantWords {
		if bytes.Contains(text, w) {
			return true
		}
	}
	return false
}
