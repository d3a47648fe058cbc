import type { ButtonHTMLAttributes, ReactElement, ReactNode, Ref } from 'react';
import './button.css';

export interface ButtonProps extends Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'className' | 'style' | 'disabled' | 'onClick'
> {
  readonly children: ReactNode;
  /** `main` once a view, for what it is for; `quiet` looks like a link; `danger` for what cannot be taken back. */
  readonly look?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly small?: boolean;
  readonly onPress?: (() => void) | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Under way: it keeps the focus and does nothing more meanwhile. */
  readonly isPending?: boolean | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A thing to press. What leads elsewhere is a link. */
export const Button = ({
  look = 'plain',
  small = false,
  type = 'button',
  onPress,
  isDisabled = false,
  isPending = false,
  ...props
}: ButtonProps): ReactElement => (
  <button
    {...props}
    type={type}
    disabled={isDisabled}
    className={`button ${look}${small ? ' small-button' : ''}`}
    {...(isPending && { 'aria-disabled': true, 'data-pending': true })}
    onClick={(event) => {
      // A pending button also sends no form.
      if (isPending) event.preventDefault();
      else onPress?.();
    }}
  />
);
