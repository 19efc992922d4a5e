import type { ComponentChildren } from "preact";

interface Props {
  children: ComponentChildren;
  onClick?: () => void;
  kind?: "plain" | "main" | "danger";
  type?: "button" | "submit";
  disabled?: boolean;
  title?: string;
}

export function Button({ children, kind = "plain", type = "button", ...rest }: Props) {
  return (
    <button class={`button ${kind}`} type={type} {...rest}>
      {children}
    </button>
  );
}

/** A link that looks like a button: for going somewhere, not for doing something. */
export function LinkButton({ href, children, kind = "plain" }: { href: string; children: ComponentChildren; kind?: "plain" | "main" }) {
  return (
    <a class={`button ${kind}`} href={href}>
      {children}
    </a>
  );
}
