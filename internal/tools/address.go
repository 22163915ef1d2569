// Package tools knows what the address of an agent's tool says, whichever file
// writes it: where it leads, whether the way there is encrypted, and which parts
// of it must not be shown.
package tools

import (
	"net/netip"
	"net/url"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Address is the address of a remote tool.
type Address struct {
	// URL is safe to print: without userinfo, query and fragment, and without the
	// parts of its path that may be a secret.
	URL string
	// Host is in lower case, without its port.
	Host string
	// Transport is https, http (plain, over a network that is not ours), internal
	// (plain, inside of a private network or cluster), loopback, or empty for a
	// scheme that is neither.
	Transport string
}

// Parse reads an address; false when it is none, or when its host is templated.
// inCluster says that the reader of the address runs in a Kubernetes cluster,
// where a name of two labels is a service of another namespace.
func Parse(text string, inCluster bool) (Address, bool) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || strings.ContainsAny(u.Host, "$%{}") {
		return Address{}, false
	}
	a := Address{URL: public(u), Host: strings.ToLower(u.Hostname())}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
	case loopback(a.Host):
		a.Transport = "loopback"
	case u.Scheme == "http" && (private(a.Host) || inCluster && service(a.Host)):
		a.Transport = "internal"
	default:
		a.Transport = u.Scheme
	}
	return a, true
}

func public(u *url.URL) string {
	// Escaped, as it is written: what an escape stands for may be no text to print.
	parts := strings.Split(u.EscapedPath(), "/")
	for i, p := range parts {
		if !guessable(p) {
			parts[i] = nhi.Redacted
		}
	}
	return u.Scheme + "://" + u.Host + strings.Join(parts, "/")
}

// guessable says whether a part of a path is a word and not a number that nobody
// guesses: 20 characters with digits among them are as long as the shortest
// tokens in use.
func guessable(part string) bool {
	return len(part) < 20 || !strings.ContainsAny(part, "0123456789") && strings.ToLower(part) == part
}

// loopback says whether a host is this machine.
func loopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || host == "host.docker.internal" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || ip.IsUnspecified())
}

// privateSuffixes are endings of names that only a private network resolves.
var privateSuffixes = []string{".local", ".internal", ".svc", ".cluster.local", ".lan", ".test"}

// private says whether only a private network leads to a host.
func private(host string) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsPrivate() || ip.IsLinkLocalUnicast()
	}
	if !strings.Contains(host, ".") {
		return true
	}
	for _, end := range privateSuffixes {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}

// service says whether a name is a service of the cluster: "name.namespace" or
// "….svc.…". A last label that is no common public suffix is taken for a
// namespace: rather silent than wrong.
func service(host string) bool {
	name, last, _ := strings.Cut(host, ".")
	if strings.Contains(last, ".") {
		return strings.Contains(host, ".svc.")
	}
	return name != "" && !publicSuffixes[last]
}

// publicSuffixes are endings of public names of two labels.
var publicSuffixes = func() map[string]bool {
	m := map[string]bool{}
	for s := range strings.FieldsSeq("com org net io dev ai app co cloud tech run sh xyz me info biz eu de uk fr nl ch us in jp cn ru") {
		m[s] = true
	}
	return m
}()
