data "aws_caller_identity" "current" {}

data "aws_eks_cluster" "shop" {
  name = var.cluster_name
}

data "tls_certificate" "cluster" {
  url = data.aws_eks_cluster.shop.identity[0].oidc[0].issuer
}

resource "aws_iam_openid_connect_provider" "cluster" {
  url             = data.aws_eks_cluster.shop.identity[0].oidc[0].issuer
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = [data.tls_certificate.cluster.certificates[0].sha1_fingerprint]
}

resource "aws_eks_addon" "pod_identity" {
  cluster_name = data.aws_eks_cluster.shop.name
  addon_name   = "eks-pod-identity-agent"
}

locals {
  issuer = replace(data.aws_eks_cluster.shop.identity[0].oidc[0].issuer, "https://", "")
}
