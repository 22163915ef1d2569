package nhi

import "strings"

// Key builds a canonical key: a kind and a path whose parts are escaped, so that
// no name can imitate another key.
func Key(kind string, parts ...string) string {
	n := len(kind) + len(parts)
	for _, p := range parts {
		n += len(p) + 2*(strings.Count(p, "/")+strings.Count(p, "#")+strings.Count(p, "%"))
	}
	var b strings.Builder
	b.Grow(n)
	b.WriteString(kind)
	b.WriteByte(':')
	for i, p := range parts {
		if i > 0 {
			b.WriteByte('/')
		}
		keyEscaper.WriteString(&b, p)
	}
	return b.String()
}

var keyEscaper = strings.NewReplacer("%", "%25", "/", "%2F", "#", "%23")

// ServiceAccountKey is a Kubernetes account. scope is the cluster or overlay in
// which objects can meet.
func ServiceAccountKey(scope, namespace, name string) string {
	return Key("k8s-sa", scope, namespace, name)
}

// ServiceAccountName are the parts of such a key.
func ServiceAccountName(key string) (scope, namespace, name string, ok bool) {
	rest, ok := strings.CutPrefix(key, "k8s-sa:")
	if !ok {
		return "", "", "", false
	}
	parts := strings.Split(rest, "/")
	if len(parts) != 3 {
		return "", "", "", false
	}
	for i := range parts {
		parts[i] = keyUnescaper.Replace(parts[i])
	}
	return parts[0], parts[1], parts[2], true
}

var keyUnescaper = strings.NewReplacer("%25", "%", "%2F", "/", "%23", "#")

// SecretKey is one entry of a Kubernetes Secret; an empty entry means the whole
// Secret.
func SecretKey(scope, namespace, name, entry string) string {
	k := Key("k8s-secret", scope, namespace, name)
	if entry != "" {
		k += "#" + keyEscaper.Replace(entry)
	}
	return k
}

// MadeSecretKey is an entry of a Secret that a configuration makes in a cluster to
// which others deploy. Whose it is there only the join can tell.
func MadeSecretKey(scope, namespace, name, entry string) string {
	return Key("made-secret", scope, namespace, name) + "#" + keyEscaper.Replace(entry)
}

// SecretEntry are the parts of a key of either kind; made tells which.
func SecretEntry(key string) (scope, namespace, name, entry string, made, ok bool) {
	rest, ok := strings.CutPrefix(key, "k8s-secret:")
	if !ok {
		if rest, made = strings.CutPrefix(key, "made-secret:"); !made {
			return "", "", "", "", false, false
		}
	}
	rest, entry, _ = strings.Cut(rest, "#")
	parts := strings.Split(rest, "/")
	if len(parts) != 3 {
		return "", "", "", "", false, false
	}
	for i := range parts {
		parts[i] = keyUnescaper.Replace(parts[i])
	}
	return parts[0], parts[1], parts[2], keyUnescaper.Replace(entry), made, true
}

// First is the first part of a key, which says where: a scope, a folder.
func First(key string) string {
	_, rest, _ := strings.Cut(key, ":")
	first, _, _ := strings.Cut(rest, "/")
	return keyUnescaper.Replace(first)
}

// RoleARNKey is an AWS principal by its ARN.
func RoleARNKey(arn string) string { return Key("aws-arn", arn) }

// RoleName is the name of the role that an ARN's key stands for.
func RoleName(key string) (string, bool) {
	arn, ok := strings.CutPrefix(key, "aws-arn:")
	if !ok || !strings.Contains(arn, ":role%2F") {
		return "", false
	}
	name := arn[strings.LastIndex(arn, "%2F")+3:]
	return name, name != "" && !strings.ContainsAny(name, "*?$")
}

// GoogleAccountKey is a Google service account by its e-mail.
func GoogleAccountKey(email string) string { return Key("gcp-sa", strings.ToLower(email)) }

// EntraClientKey is an Entra application or managed identity by client id.
func EntraClientKey(id string) string { return Key("entra", strings.ToLower(id)) }

// AzureIdentityKey is a managed identity of Azure that somebody makes, by where it
// is: Azure's names know no case.
func AzureIdentityKey(subscription, group, name string) string {
	return Key("azure-mi", strings.ToLower(subscription), strings.ToLower(group), strings.ToLower(name))
}

// VaultRoleKey is a role of a Vault auth mount.
func VaultRoleKey(mount, role string) string { return Key("vault-role", mount, role) }

// VaultPolicyKey is a policy of Vault by the name that a holder gives it. Which
// file defines it only the join can tell.
func VaultPolicyKey(namespace, name string) string { return Key("vault-policy", namespace, name) }

// VaultSecretKey is a field of what Vault keeps at a path of its API, the same
// for everybody who reads it.
func VaultSecretKey(namespace, path, field string) string {
	return Key("vault-secret", namespace, strings.Trim(path, "/"), field)
}

// TerraformKey is whatever a resource of a module directory stands for, by its
// address.
func TerraformKey(module, address string) string { return Key("tf", module, address) }

// StackKey is whatever a resource of a CloudFormation stack stands for. A stack is
// the path of its template and, when it is nested, the logical ids on the way.
func StackKey(stack, logical string) string { return Key("cfn", stack, logical) }

// SubjectKey is whoever an issuer's tokens call so, as a trust names it: a pattern
// where it has a star, and "?" where it cannot be told.
func SubjectKey(issuer, subject string) string { return Key("subject", issuer, subject) }

// Subject are the parts of such a key.
func Subject(key string) (issuer, subject string, ok bool) {
	rest, ok := strings.CutPrefix(key, "subject:")
	issuer, subject, cut := strings.Cut(rest, "/")
	return keyUnescaper.Replace(issuer), keyUnescaper.Replace(subject), ok && cut
}

// AccountSubject is how a cluster's tokens call one of its accounts.
func AccountSubject(namespace, name string) string {
	return "system:serviceaccount:" + namespace + ":" + name
}

// ProjectAccountsKey stands for every service account of a project of Google's.
func ProjectAccountsKey(project string) string { return Key("gcp-project-accounts", project) }

// AccountKey stands for whoever an account of AWS lets act by its own policies:
// what its root in a trust means. The account is empty for the one that the file
// is of.
func AccountKey(account string) string { return Key("aws-account", account) }

// EnvKey is a variable of the environment as a holder names it.
func EnvKey(scope, name string) string { return Key("env", scope, name) }

// CodeEnvKey is a variable of the environment that code reads: the same for all of
// a package, and another one in another program.
func CodeEnvKey(pkg, name string) string { return Key("code-env", pkg, name) }

// ReadByCode says whether a key is one of those.
func ReadByCode(key string) bool { return strings.HasPrefix(key, "code-env:") }
