resource "aws_iam_role" "agents" {
  name = "support-agents"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sts:AssumeRole", "sts:TagSession"], Principal = { Service = "pods.eks.amazonaws.com" } }] })
}
resource "aws_eks_pod_identity_association" "triage" {
  cluster_name    = "main"
  namespace       = "support"
  service_account = "triage"
  role_arn        = aws_iam_role.agents.arn
}
resource "aws_eks_pod_identity_association" "refund" {
  cluster_name    = "main"
  namespace       = "support"
  service_account = "refund"
  role_arn        = aws_iam_role.agents.arn
}
