/**
 * The kit: the only folder that knows which library the parts are made of. A part has no effect by being named here
 * (vite.config.ts says so): a page carries the ones it uses.
 */
export { Breadcrumb } from './breadcrumb.tsx';
export { Button, type ButtonProps } from './button.tsx';
export { Checkbox, CheckboxGroup, RadioGroup, type Option } from './choice.tsx';
export { Dialog } from './dialog.tsx';
export { Disclosure } from './disclosure.tsx';
export { Empty } from './empty.tsx';
export { ErrorSummary, type Mistake } from './error-summary.tsx';
export { TextArea, TextField, type FieldProps } from './field.tsx';
export { FileDrop } from './file-drop.tsx';
export { LightShape, TrafficLight, type LightState } from './light.tsx';
export { Link } from './link.tsx';
export { Menu } from './menu.tsx';
export { Notice } from './notice.tsx';
export { Pagination } from './pagination.tsx';
export { Select } from './select.tsx';
export { SideNav, type NavItem } from './side-nav.tsx';
export { Skeleton } from './skeleton.tsx';
export { Slider } from './slider.tsx';
export { Table, type Column } from './table.tsx';
export { Tabs } from './tabs.tsx';
export { Tag } from './tag.tsx';
export { toast, Toasts } from './toast.tsx';
export { Tongue } from './tongue.tsx';
export { Tree, type TreeNode } from './tree.tsx';
export { DateField, MonthField, NumberField, TimeField } from './written-field.tsx';
export { dayOf, monthOf, numberOf, timeOf, writtenDay, writtenMonth, writtenTime } from './written.ts';
