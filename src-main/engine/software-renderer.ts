/** @file Devices that are none. */

/** What imitates a GPU on the processor. Not every one of them says that it does. */
const softwareRenderers = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i;

/** Whether a name is that of a device that only imitates a GPU. */
export const isSoftwareRenderer = (name: string): boolean => softwareRenderers.test(name);
