package kubernetes

import "strings"

// gatewayMaster says whether an entry of a Secret is the master key of a gateway to
// models, with which keys for everybody are made (docs.litellm.ai: Virtual Keys;
// its chart keeps it under "masterkey"). The gateway itself has it by that name.
func gatewayMaster(secret, entry string) bool {
	switch e := strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(entry)); e {
	case "litellmmasterkey", "proxymasterkey":
		return true
	case "masterkey":
		return strings.Contains(strings.ToLower(secret), "litellm")
	}
	return false
}
